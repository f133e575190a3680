using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Lectern.Jupyter;

namespace Lectern.Commands;

/// <summary>Which kernel is meant: its name, and the one of Jupyter's folders that it lies in.</summary>
internal sealed partial class KernelLocation
{
    private readonly JupyterFolders folders = JupyterFolders.OfThisMachine();

    private readonly Option<string?> prefix = new("--prefix")
    {
        Description = "Below this folder, for the Python that is installed there",
        HelpName = "FOLDER",
    };

    private readonly Option<bool> user = new("--user") { Description = "In your own folder, which is the default" };

    private readonly Option<bool> environment = new("--sys-prefix") { Description = "In the Python environment that is active" };

    private readonly Option<string> name = new("--name")
    {
        Description = "The kernel's name; the course's notebooks ask for the default",
        HelpName = "NAME",
        DefaultValueFactory = _ => KernelSpec.CourseName,
    };

    public KernelLocation()
    {
        name.Validators.Add(RequireName);
        prefix.Validators.Add(NotebookOptions.RequireFolder);
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { prefix, user, environment, name }) command.Add(option);
        command.Validators.Add(RequireOnePlace);
    }

    /// <summary>The one of Jupyter's folders for data that is meant.</summary>
    public string Folder(ParseResult arguments) =>
        arguments.GetValue(prefix) is { } path ? JupyterFolders.Under(Path.GetFullPath(path))
        : arguments.GetValue(environment) ? folders.OfEnvironment!
        : folders.User;

    /// <summary>The kernelspec that is meant, whether it exists or not.</summary>
    public KernelSpec Spec(ParseResult arguments) => In(Folder(arguments), arguments);

    /// <summary>Every kernelspec of this name that Jupyter finds, and the one that is meant. Jupyter takes the first.</summary>
    public IReadOnlyList<KernelSpec> FindAll(ParseResult arguments) =>
        [.. folders.SearchPath.Append(Folder(arguments)).Distinct().Select(folder => In(folder, arguments)).Where(spec => spec.Exists)];

    /// <summary>The kernelspec that Jupyter takes rather than the one that is meant; null if there is none.</summary>
    public KernelSpec? FindFirst(ParseResult arguments)
    {
        var folder = Folder(arguments);
        return folders.SearchPath.Contains(folder)
            ? folders.SearchPath.TakeWhile(earlier => earlier != folder).Select(earlier => In(earlier, arguments)).FirstOrDefault(spec => spec.Exists)
            : null;
    }

    private KernelSpec In(string folder, ParseResult arguments) => new(folder, arguments.GetValue(name)!);

    private void RequireOnePlace(CommandResult result)
    {
        string[] given = [.. new Option[] { prefix, user, environment }.Where(option => result.GetResult(option) is { Implicit: false }).Select(option => option.Name)];
        if (given.Length > 1) result.AddError($"{string.Join(" and ", given)}: a kernel is installed in one place at a time");
        if (result.GetValue(environment) && folders.OfEnvironment is null)
        {
            result.AddError(
                $"{environment.Name}: no Python environment is active (neither VIRTUAL_ENV nor CONDA_PREFIX is set): activate one, or name "
                + "its folder with --prefix");
        }
    }

    /// <summary>Jupyter passes over kernels with other names.</summary>
    private static void RequireName(OptionResult result)
    {
        if (result.Tokens is [{ Value: var text }] && !KernelName().IsMatch(text))
            result.AddError($"--name \"{text}\": a name of lower-case letters a to z, digits and the characters . _ - is expected");
    }

    [GeneratedRegex(@"^[a-z0-9._-]*[a-z0-9][a-z0-9._-]*\z")]
    private static partial Regex KernelName();
}
