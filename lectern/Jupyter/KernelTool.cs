using System.ComponentModel;
using System.Diagnostics;

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
    public static readonly IReadOnlyList<string> Command = ["dotnet", "interactive"];

    /// <summary>Starts it as Jupyter would, to see whether it can be started.</summary>
    /// <param name="folder">The current folder for it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Its version.</returns>
    /// <exception cref="KernelToolException">It can't; the message says what to do.</exception>
    public static async Task<string> FindVersionAsync(string folder, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(Command[0], [.. Command.Skip(1), "--version"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in KernelEnvironment.Variables) start.Environment[name] = value;
        start.Environment["DOTNET_NOLOGO"] = "1"; // the version alone is printed
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            await errors;
            return process.ExitCode == 0 ? (await output).Trim().Split('+')[0] : throw new KernelToolException(Remedy(folder));
        }
        catch (Win32Exception exception)
        {
            throw new KernelToolException(
                $"Jupyter starts the kernel with the program {Command[0]}, which is not on the PATH ({exception.Message}): "
                + "add the folder of the .NET SDK to it");
        }
    }

    private static string Remedy(string folder) => FindManifest(folder) is { } manifest
        ? $"the kernel is not restored; run in {manifest}: dotnet tool restore"
        : $"the kernel is not installed; run: dotnet tool install --global {Package} --version {Version}";

    /// <returns>The folder of the manifest that names it; null if none does.</returns>
    private static string? FindManifest(string folder)
    {
        for (var here = new DirectoryInfo(folder); here is not null; here = here.Parent)
        {
            string[] places = [Path.Combine(here.FullName, ".config", "dotnet-tools.json"), Path.Combine(here.FullName, "dotnet-tools.json")];
            if (places.Any(path => File.Exists(path) && File.ReadAllText(path).Contains(Package, StringComparison.OrdinalIgnoreCase)))
                return here.FullName;
        }

        return null;
    }
}
