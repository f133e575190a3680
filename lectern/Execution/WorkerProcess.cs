using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;
using Lectern.Execution.Protocol;

namespace Lectern.Execution;

/// <summary>A worker as its parent sees it.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    /// <summary>How long the rest of a dead worker's output is waited for, if a process that it started holds it open.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private const int MaximumReason = 5;

    private static readonly string[] StackMarks = ["   at ", "Repeated ", "---"];

    private readonly Process process;
    private readonly Channel<WorkerMessage> messages = Channel.CreateBounded<WorkerMessage>(256);
    private readonly Task<string> crashReason;

    private WorkerProcess(Process process)
    {
        this.process = process;
        crashReason = ReadCrashReasonAsync(process.StandardError);
        _ = PumpAsync();
        _ = EndWithProcessAsync();
    }

    /// <summary>The messages up to the end of the process.</summary>
    public ChannelReader<WorkerMessage> Messages => messages.Reader;

    /// <param name="folder">The notebook's folder, in which the worker works, as under VS Code and Jupyter.</param>
    public static WorkerProcess Start(string folder)
    {
        ProcessStartInfo start = new(DotNetHost(), ["exec", typeof(WorkerProcess).Assembly.Location, Worker.Command])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };

        // A collection marks what the compiler keeps as well, a millisecond or two: 64 MiB of new arrays before the next. The rest
        // of the settings for this work stands in the project's file, where this one cannot.
        start.Environment.TryAdd("DOTNET_GCgen0size", "0x4000000");
        return new WorkerProcess(Process.Start(start)!);
    }

    public async Task SendAsync(RunCell request)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(JsonTextSequence.Encode(request));
            await process.StandardInput.BaseStream.FlushAsync();
        }
        catch (IOException)
        {
            // It has ended between two cells; the end of its messages says so.
        }
    }

    /// <summary>The worker and every process that it started.</summary>
    public void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    /// <summary>How it ended, with the runtime's reason for a crash.</summary>
    public async Task<string> DescribeEndAsync()
    {
        await process.WaitForExitAsync();
        var reason = await Task.WhenAny(crashReason, Task.Delay(Grace)) == crashReason ? await crashReason : "";
        var end = $"the notebook's process ended with exit code {process.ExitCode}";
        return reason.Length > 0 ? $"{end}: {reason}" : end;
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>The dotnet that runs this program, whether it was started by it, by its own executable or by a test.</summary>
    private static string DotNetHost() => Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private async Task PumpAsync()
    {
        try
        {
            await foreach (var message in JsonTextSequence.ReadAsync(process.StandardOutput.BaseStream))
                await messages.Writer.WriteAsync(message);
        }
        catch (Exception exception) when (exception is IOException or ChannelClosedException or ObjectDisposedException)
        {
            // The worker is gone, and nobody waits for the rest.
        }

        messages.Writer.TryComplete();
    }

    private async Task EndWithProcessAsync()
    {
        await process.WaitForExitAsync();
        await Task.Delay(Grace);
        messages.Writer.TryComplete();
    }

    /// <summary>What a dying runtime says before the stack. Everything is read, lest the worker wait for a reader.</summary>
    private static async Task<string> ReadCrashReasonAsync(StreamReader reader)
    {
        List<string> lines = [];
        var isReason = true;
        while (await reader.ReadLineAsync() is { } line)
        {
            isReason &= lines.Count < MaximumReason && !StackMarks.Any(mark => line.StartsWith(mark, StringComparison.Ordinal));
            if (isReason) lines.Add(line);
        }

        return string.Join(' ', lines);
    }
}
