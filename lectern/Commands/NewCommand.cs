using System.CommandLine;
using System.Text;
using System.Text.Json;
using Lectern.Notebooks;
using Lectern.Outputs;

namespace Lectern.Commands;

/// <summary>Begins a notebook of one's own: with the course's metadata, and a first cell that loads the library.</summary>
internal sealed class NewCommand
{
    private readonly Argument<string> name = new("NAME")
    {
        Description = "Its name, for a notebook beside the course's, or a path",
    };

    public Command Command()
    {
        Command command = new(
            "new",
            "Writes a new notebook that VS Code, Jupyter and lectern run: its first cell loads the library. Another notebook is never "
            + "overwritten. Example: lectern new my-notebook");
        command.Add(name);
        command.SetAction(arguments => CommandLine.RunAsync(() => Task.FromResult(Run(arguments.GetValue(name)!))));
        return command;
    }

    private static int Run(string name)
    {
        var path = PathOf(name, Environment.CurrentDirectory);
        var library = Path.GetFullPath(Path.Combine("lib", "bin", "Backprop.dll"));
        if (!File.Exists(library)) throw new UsageException($"there is no {library}: start lectern in the project's folder");

        RequireNew(path);
        var fromHere = Path.GetRelativePath(Path.GetDirectoryName(path)!, library).Replace(Path.DirectorySeparatorChar, '/');
        var text = EmbeddedFile.Text("new.ipynb")
            .Replace("TITLE", Quoted(Path.GetFileNameWithoutExtension(path)), StringComparison.Ordinal)
            .Replace("LIBRARY", Quoted(fromHere), StringComparison.Ordinal);
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(text), beforeReplacing: () => RequireNew(path));
        Console.WriteLine(path);
        return ExitCodes.Success;
    }

    /// <summary>A name alone lies where the course does.</summary>
    private static string PathOf(string name, string current)
    {
        var file = Path.GetFileName(name);
        if (string.IsNullOrWhiteSpace(file) || file.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || name.Contains('*', StringComparison.Ordinal))
            throw new UsageException($"\"{name}\" is no name of a notebook: a name like my-notebook is expected");

        var folder = file == name ? Path.Combine(current, NotebookSelection.CourseFolder) : current;
        var path = Path.GetFullPath(Path.Combine(folder, name));
        return path.EndsWith(NotebookFile.Extension, StringComparison.OrdinalIgnoreCase) ? path : path + NotebookFile.Extension;
    }

    private static void RequireNew(string path)
    {
        if (Path.Exists(path)) throw new UsageException($"{path} is there already, and lectern doesn't overwrite it: choose another name");
    }

    /// <summary>As a text stands within a string of JSON.</summary>
    private static string Quoted(string text) => JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
}
