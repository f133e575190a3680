using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Lectern.Execution.Protocol;
using Lectern.Notebooks;

namespace Lectern.Execution;

/// <summary>A worker as its parent sees it.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    /// <summary>How long the rest of a dead worker's output is waited for, if a process that it started holds it open.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>How long a worker that is asked to end may take, with what a notebook wants done at its process's end.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private const int MaximumReason = 5;

    private static readonly string[] StackMarks = ["   at ", "Repeated ", "---"];

    private static readonly Lock Starting = new();

    private readonly Process process;
    private readonly AnonymousPipeServerStream requests;
    private readonly AnonymousPipeServerStream answers;
    private readonly SemaphoreSlim cellsWrittenOut = new(0);
    private readonly Channel<WorkerMessage> messages = Channel.CreateBounded<WorkerMessage>(256);
    private readonly Task<string> crashReason;

    private WorkerProcess(Process process, AnonymousPipeServerStream requests, AnonymousPipeServerStream answers)
    {
        (this.process, this.requests, this.answers) = (process, requests, answers);
        process.StandardInput.Close(); // whatever a cell reads there is at its end
        crashReason = ReadCrashReasonAsync(process.StandardError);
        _ = PumpAsync(RawOutput.ReadAsync(process.StandardOutput.BaseStream, ShowAsync, () => cellsWrittenOut.Release()));
        _ = EndWithProcessAsync();
    }

    /// <summary>The messages up to the end of the process.</summary>
    public ChannelReader<WorkerMessage> Messages => messages.Reader;

    public bool IsAlive => !process.HasExited;

    /// <param name="folder">The notebook's folder, in which the worker works, as under VS Code and Jupyter.</param>
    /// <param name="processors">How many processors its runtime and its threads count on.</param>
    public static WorkerProcess Start(string folder, int processors)
    {
        lock (Starting) // a process that starts at the same time would inherit the worker's ends of the pipes
        {
            AnonymousPipeServerStream requests = new(PipeDirection.Out, HandleInheritability.Inheritable);
            AnonymousPipeServerStream answers = new(PipeDirection.In, HandleInheritability.Inheritable);
            var process = Process.Start(StartInfo(folder, processors, requests.GetClientHandleAsString(), answers.GetClientHandleAsString()))!;
            requests.DisposeLocalCopyOfClientHandle();
            answers.DisposeLocalCopyOfClientHandle();
            return new WorkerProcess(process, requests, answers);
        }
    }

    public async Task SendAsync(RunCell request)
    {
        try
        {
            await requests.WriteAsync(JsonLines.Encode(request));
            await requests.FlushAsync();
        }
        catch (IOException)
        {
            // It has ended between two cells; the end of its messages says so.
        }
    }

    /// <summary>Asks the worker to end, even if a cell runs, and kills what is left of it and of the programs that it started.</summary>
    public async Task EndAsync()
    {
        await requests.DisposeAsync();
        await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(Farewell));
        ProcessGroup.Kill(process);
        await process.WaitForExitAsync();
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
        await EndAsync();
        process.Dispose();
        await answers.DisposeAsync();
        cellsWrittenOut.Dispose();
    }

    private static ProcessStartInfo StartInfo(string folder, int processors, params IEnumerable<string> pipes)
    {
        ProcessStartInfo start = new(DotNetHost(), ["exec", typeof(WorkerProcess).Assembly.Location, Worker.Command, .. pipes])
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

        // What is called ten thousand times is worth compiling again, as the inside of a training is after a tenth of a second. What is
        // called thirty times, the runtime's own limit, is most of the C# compiler, which has only seconds to run. And where there is one
        // processor the runtime would wait for a whole second in which no new code is called.
        start.Environment.TryAdd("DOTNET_TC_CallCountThreshold", "0x2710");
        start.Environment.TryAdd("DOTNET_TC_DelaySingleProcMultiplier", "1");

        start.Environment.TryAdd("DOTNET_PROCESSOR_COUNT", processors.ToString(CultureInfo.InvariantCulture));

        // The runtime's sockets for debuggers would be left in the temporary folder by a worker that is killed.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return start;
    }

    /// <summary>The dotnet that runs this program, whether it was started by it, by its own executable or by a test.</summary>
    private static string DotNetHost() => Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private ValueTask ShowAsync(StreamOutput output) => messages.Writer.WriteAsync(new CellOutput(output));

    private async Task PumpAsync(Task rawOutput)
    {
        try
        {
            using StreamReader reader = new(answers, Encoding.UTF8, leaveOpen: true);
            while (await reader.ReadLineAsync() is { } line)
            {
                var message = JsonLines.DecodeMessage(line);
                if (message is CellEnded) await cellsWrittenOut.WaitAsync(Grace);
                await messages.Writer.WriteAsync(message);
            }

            await rawOutput;
        }
        catch (Exception exception) when (exception is IOException or ChannelClosedException or ObjectDisposedException or JsonException)
        {
            // The worker is gone, perhaps in the middle of a message, and nothing waits for the rest.
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
