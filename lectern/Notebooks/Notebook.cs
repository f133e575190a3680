using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lectern.Notebooks;

/// <summary>A notebook in nbformat 4. What lectern does not understand of it is kept, and written as it was.</summary>
internal sealed class Notebook
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly JsonObject document;

    private Notebook(JsonObject document, IReadOnlyList<Cell> cells)
    {
        this.document = document;
        Cells = cells;
    }

    /// <summary>The bytes of the file that it was read from; empty if it was read from none.</summary>
    public byte[] Original { get; private init; } = [];

    public IReadOnlyList<Cell> Cells { get; }

    /// <summary>Whether its cells are to have ids, which came with nbformat 4.5.</summary>
    public bool HasIds => document["nbformat_minor"] is JsonValue value && value.TryGetValue(out int minor) && minor >= 5;

    /// <summary>The code cells that hold code, without those that are to be skipped.</summary>
    public IEnumerable<Cell> RunnableCells =>
        Cells.Where(cell => cell is { IsCode: true, IsSkipped: false } && !string.IsNullOrWhiteSpace(cell.Source));

    /// <summary>The first heading of the text.</summary>
    public string? Title =>
        (from cell in Cells
         where cell.IsMarkdown
         from line in cell.Source.Split('\n')
         where line.StartsWith("# ", StringComparison.Ordinal)
         select line[2..].Trim()).FirstOrDefault();

    /// <exception cref="NotebookException">The file is not a C# notebook in nbformat 4.</exception>
    public static Notebook Read(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path), Path.GetFileName(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException($"{Path.GetFileName(path)} cannot be read: {exception.Message}");
        }
    }

    /// <exception cref="NotebookException">The bytes are not a C# notebook in nbformat 4.</exception>
    public static Notebook Parse(byte[] file, string name)
    {
        try
        {
            var notebook = Parse(Utf8.GetString(file).TrimStart('\ufeff'), name);
            return new Notebook(notebook.document, notebook.Cells) { Original = file };
        }
        catch (DecoderFallbackException exception)
        {
            throw new NotebookException(
                $"{name} is not in UTF-8, as every notebook is: see byte {exception.Index + 1}, and save it in UTF-8 with an editor");
        }
    }

    /// <exception cref="NotebookException">The text is not a C# notebook in nbformat 4.</exception>
    public static Notebook Parse(string json, string name)
    {
        if (ParseJson(json, name) is not JsonObject document || document["nbformat"] is not JsonValue format)
            throw new NotebookException($"{name} is JSON but not a notebook: it has no \"nbformat\" number");

        if (!format.TryGetValue(out int version) || version != 4)
        {
            throw new NotebookException(
                $"{name} is in nbformat {format.ToJsonString()}, and lectern reads nbformat 4: "
                + "open it in Jupyter or VS Code and save it as a new file");
        }

        if (Language(document["metadata"]) is { } language)
            throw new NotebookException($"{name} is a notebook in {language}, and lectern runs C# notebooks only");

        if (document["cells"] is not JsonArray nodes)
            throw new NotebookException($"{name} is JSON but not a notebook: it has no list of \"cells\"");

        return new Notebook(document, [.. nodes.Select((node, index) => ReadCell(node, index, name))]);
    }

    /// <summary>The notebook's metadata, to be read and added to.</summary>
    public JsonObject Metadata
    {
        get
        {
            if (document["metadata"] is not JsonObject) document["metadata"] = new JsonObject();
            return (JsonObject)document["metadata"]!;
        }
    }

    public string ToJson() => JupyterJson.Write(document);

    /// <summary>
    /// Writes the notebook to the file that it was read from, unless that would not change it. What an editor saved in the
    /// meantime stays.
    /// </summary>
    /// <exception cref="NotebookException">The file is gone, or has changed since it was read.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(string path)
    {
        RequireUnchanged(path);
        var bytes = Utf8.GetBytes(ToJson());
        if (!bytes.AsSpan().SequenceEqual(Original)) AtomicFile.Write(path, bytes, beforeReplacing: () => RequireUnchanged(path));
    }

    /// <exception cref="NotebookException">The file is gone, or has changed since it was read.</exception>
    public void RequireUnchanged(string path)
    {
        if (!File.Exists(path)) throw new NotebookException($"{Path.GetFileName(path)} was deleted while it ran");
        if (!File.ReadAllBytes(path).AsSpan().SequenceEqual(Original))
            throw new NotebookException($"{Path.GetFileName(path)} was saved by another program while it ran, and stays as that left it: run it again");
    }

    private static JsonNode? ParseJson(string json, string name)
    {
        try
        {
            return JupyterJson.Read(json);
        }
        catch (JsonException exception) when (exception.LineNumber is null)
        {
            throw new NotebookException($"{name} cannot be read: {exception.Message}");
        }
        catch (JsonException exception)
        {
            throw new NotebookException(
                $"{name} is not JSON: see line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}");
        }
        catch (InvalidOperationException)
        {
            throw new NotebookException($"{name} is not JSON: one of its strings is not valid Unicode");
        }
    }

    private static Cell ReadCell(JsonNode? node, int index, string name) =>
        Cell.From(node) ?? throw new NotebookException(
            $"{name} is JSON but not a notebook: item {index + 1} of \"cells\" has no \"cell_type\" or no \"source\"");

    /// <returns>The language, unless it is C# or nothing says what it is.</returns>
    private static string? Language(JsonNode? metadata)
    {
        string?[] signs =
        [
            metadata.Text("kernelspec", "language"),
            metadata.Text("language_info", "name"),
            metadata.Text("kernelspec", "name"),
        ];
        var isCSharp = signs.Any(sign => sign?.ToUpperInvariant() is "C#" or "CSHARP" or ".NET-CSHARP");
        return isCSharp ? null : signs.FirstOrDefault(sign => sign is not null);
    }
}
