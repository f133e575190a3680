using System.ComponentModel;
using Lectern.Tools;

namespace Lectern.Jupyter;

/// <summary>The .NET tool that is the kernel: the one of the nearest tool manifest, or else one on the PATH.</summary>
internal static class KernelTool
{
    // What the project's tool manifest names as well; the version is the last one that there will be.
    public const string Package = "Microsoft.dotnet-interactive";
    public const string Version = "1.0.712001";

    /// <summary>
    /// Starts it from the folder of a notebook, because <c>dotnet</c> looks for a manifest there and in every folder above, and then
    /// on the PATH. (<c>dotnet tool run dotnet-interactive</c> never looks on the PATH.)
    /// </summary>
    public static readonly IReadOnlyList<string> Command = [DotnetCommand.Program, "interactive"];

    /// <summary>Starts it as Jupyter would, to see whether it can be started.</summary>
    /// <param name="folder">The current folder for it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Its version.</returns>
    /// <exception cref="KernelToolException">It can't; the message says what to do.</exception>
    public static async Task<string> FindVersionAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            var result = await DotnetCommand.RunAsync(folder, [.. Command.Skip(1), "--version"], KernelEnvironment.Variables, cancellationToken);
            return result.ExitCode == 0 ? result.Output.Trim().Split('+')[0] : throw new KernelToolException(Remedy(folder));
        }
        catch (Win32Exception exception)
        {
            throw new KernelToolException(
                $"Jupyter starts the kernel with the program {Command[0]}, which is not on the PATH ({exception.Message}): "
                + "add the folder of the .NET SDK to it");
        }
    }

    private static string Remedy(string folder) => ToolManifest.FindFolder(folder, Package) is { } manifest
        ? $"the kernel is not restored; run in {manifest}: dotnet tool restore"
        : $"the kernel is not installed; run: dotnet tool install --global {Package} --version {Version}";
}
