using System.Diagnostics;
using System.Runtime.InteropServices;
using Lectern.Commands;

namespace Lectern.Tests;

/// <summary>The real program, in a process of its own.</summary>
internal static class LecternProgram
{
    public sealed record Result(int ExitCode, string Output, string Errors);

    public static async Task<Result> RunAsync(string folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        return await EndAsync(process);
    }

    /// <param name="folder">The current one.</param>
    /// <param name="environment">Variables that are set for it.</param>
    /// <param name="arguments">Its command line.</param>
    public static async Task<Result> RunAsync(
        string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(folder, arguments, environment: environment);
        return await EndAsync(process);
    }

    public static Process Start(
        string folder, string[] arguments, string? locale = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var host = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet");
        ProcessStartInfo start = new(host, ["exec", typeof(RunCommand).Assembly.Location, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (locale is not null) start.Environment["LC_ALL"] = start.Environment["LANG"] = locale;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static async Task<Result> EndAsync(Process process)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new Result(process.ExitCode, await output, await errors);
    }
}
