using System.ComponentModel;
using System.Text.RegularExpressions;
using Lectern.Tools;

namespace Lectern.Docfx;

/// <summary>docfx, which makes websites for .NET: the one of the project's tool manifest.</summary>
internal sealed partial class DocfxTool
{
    private const string Package = "docfx";

    private static readonly Dictionary<string, string> Environment = new() { ["NO_COLOR"] = "1" };

    private readonly string folder;

    /// <param name="folder">The project's folder.</param>
    /// <exception cref="DocfxException">No manifest there or above names docfx.</exception>
    public DocfxTool(string folder) => this.folder = ToolManifest.FindFolder(folder, Package) is null
        ? throw new DocfxException($"no tool manifest in {folder} or above it names {Package}: start lectern in the project's folder")
        : folder;

    /// <param name="arguments">As docfx's own help lists them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What it printed, its warnings among it.</returns>
    /// <exception cref="DocfxException">It is not restored, or it failed.</exception>
    public async Task<string> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            var result = await DotnetCommand.RunAsync(folder, [Package, .. arguments], Environment, cancellationToken);
            return result.ExitCode == 0 ? result.Output : throw Failure(result);
        }
        catch (Win32Exception exception)
        {
            throw new DocfxException(
                $"{Package} is started with the program {DotnetCommand.Program}, which is not on the PATH ({exception.Message}): "
                + "add the folder of the .NET SDK to it");
        }
    }

    /// <summary>Writes the files of one of its templates into a folder, which then holds a folder of the template's name.</summary>
    /// <exception cref="DocfxException">It is not restored, or it failed.</exception>
    public Task ExportTemplateAsync(string template, string into, CancellationToken cancellationToken) =>
        RunAsync(["template", "export", template, "--output", Path.GetFullPath(into)], cancellationToken);

    private static DocfxException Failure(ToolResult result)
    {
        var text = $"{result.Output}\n{result.Errors}";
        if (text.Contains("dotnet tool restore", StringComparison.Ordinal))
            return new DocfxException($"{Package} is not restored: run dotnet tool restore");

        var errors = string.Join("; ", Error().Matches(text).Select(match => match.Groups["error"].Value.Trim()).Distinct());
        var reason = errors.Length > 0 ? errors : text.Trim().Split('\n')[^1];
        return new DocfxException($"{Package} failed with exit code {result.ExitCode}: {reason}");
    }

    /// <summary>After the word "error" alone the whole of it follows; with a code, the file stands before it.</summary>
    [GeneratedRegex(@"^(error: (?<error>.+)|(?<error>.+: error \w+: .+))$", RegexOptions.Multiline)]
    private static partial Regex Error();
}
