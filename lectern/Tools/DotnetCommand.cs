using System.ComponentModel;
using System.Diagnostics;

namespace Lectern.Tools;

/// <summary>Runs <c>dotnet</c> with what it prints kept from the screen.</summary>
internal static class DotnetCommand
{
    public const string Program = "dotnet";

    /// <summary>
    /// Runs a program, and ends it with the tool that it has started when standard input ends: with lectern, even if that is killed. An
    /// orphan would go on writing where the next lectern writes.
    /// </summary>
    private const string RunWithParent = """
        exec 3<&0
        "$0" "$@" </dev/null 3<&- &
        tool=$!
        { cat <&3; pkill -KILL -P "$tool"; kill -s KILL "$tool"; } >/dev/null 2>&1 &
        exec 3<&-
        wait "$tool"
        """;

    /// <summary>The shell's exit code for a program that it does not find.</summary>
    private const int NotFound = 127;

    private const int NoSuchFile = 2;

    /// <param name="folder">The current folder for it.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables beside those that it inherits.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="Win32Exception">There is no such program.</exception>
    public static async Task<ToolResult> RunAsync(
        string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = OperatingSystem.IsWindows() ? new(Program, arguments) : new("/bin/sh", ["-c", RunWithParent, Program, .. arguments]);
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        start.Environment["DOTNET_NOLOGO"] = "1"; // the tool alone has the word
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";

        using var process = Process.Start(start)!;
        try
        {
            if (OperatingSystem.IsWindows()) process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode == NotFound) throw new Win32Exception(NoSuchFile);
            return new ToolResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
