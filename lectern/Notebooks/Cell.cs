using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lectern.Notebooks;

/// <summary>One cell of a notebook, a view of its JSON.</summary>
internal sealed class Cell
{
    /// <summary>The kernel of cells that name none.</summary>
    public const string CSharp = "csharp";

    private readonly JsonObject json;

    private Cell(JsonObject json, string source)
    {
        this.json = json;
        Source = source;
    }

    public string Source { get; }

    /// <summary>By which it is known as long as it lives; null in notebooks older than nbformat 4.5.</summary>
    public string? Id => json.Text("id");

    public bool IsCode => Kind == "code";

    public bool IsMarkdown => Kind == "markdown";

    /// <summary>The kernel that the cell names for itself (the second key is an older way to say it).</summary>
    public string Kernel =>
        json["metadata"].Text("polyglot_notebook", "kernelName")
        ?? json["metadata"].Text("dotnet_interactive", "language")
        ?? CSharp;

    /// <summary>Whether what it shows depends on the machine and the moment: shown, never compared, never kept in git.</summary>
    public bool IsVolatile => HasTag("volatile");

    /// <summary>Whether it may fail without failing the notebook, as Jupyter's tools have it.</summary>
    public bool MayFail => HasTag("raises-exception");

    /// <summary>Whether it is left as it is when the notebook runs, as Jupyter's tools have it.</summary>
    public bool IsSkipped => HasTag("skip-execution");

    /// <summary>The number that it ran under; null if it has not run.</summary>
    public int? ExecutionCount => json["execution_count"] is JsonValue value && value.TryGetValue(out int count) ? count : null;

    /// <summary>What it is on slides, in Jupyter's words: "slide", "subslide", "fragment", "skip", "notes" or "-"; null if it doesn't say.</summary>
    public string? SlideType => json["metadata"].Text("slideshow", "slide_type");

    /// <summary>What it shows.</summary>
    public JsonArray Outputs => json["outputs"] as JsonArray ?? [];

    /// <summary>The outputs that are HTML.</summary>
    public IEnumerable<HtmlOutput> Html => Outputs.Select(HtmlOutput.From).OfType<HtmlOutput>();

    private string? Kind => json.Text("cell_type");

    /// <returns>null if it is not a cell.</returns>
    public static Cell? From(JsonNode? node)
    {
        if (node is not JsonObject json || !MultilineText.TryRead(json["source"], out var source)) return null;

        json["source"] = MultilineText.Write(source);
        Cell cell = new(json, source);
        return cell.Kind is null ? null : cell;
    }

    private bool HasTag(string name) => (json["metadata"] as JsonObject)?["tags"] is JsonArray tags
        && tags.Any(tag => tag?.GetValueKind() == JsonValueKind.String && tag.GetValue<string>() == name);

    /// <summary>As it is before it has run.</summary>
    public void Clear()
    {
        json["execution_count"] = null;
        json["outputs"] = new JsonArray();
    }

    /// <summary>Shows something else than what it showed when it ran.</summary>
    public void Replace(IEnumerable<JsonNode> outputs) => json["outputs"] = new JsonArray([.. outputs]);

    /// <summary>Shows what another cell shows, under the same number.</summary>
    public void ShowAs(Cell other)
    {
        json["execution_count"] = other.json["execution_count"]?.DeepClone();
        json["outputs"] = other.Outputs.DeepClone();
    }

    public void Show(int executionCount, IEnumerable<Output> outputs)
    {
        json["execution_count"] = executionCount;
        json["outputs"] = new JsonArray([.. outputs.Select(output => output.ToJson(executionCount))]);
    }
}
