using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;
using Lectern.Execution.Kernels;
using Lectern.Execution.Protocol;
using Microsoft.Win32.SafeHandles;

namespace Lectern.Execution;

/// <summary>
/// The process in which one notebook runs: its own state, and its own to crash. It is asked and answers through two pipes of its
/// own, so that nothing that a cell does with the console's streams can break into a message, and no program that a cell starts
/// can read a request. It ends when the requests do, that is also when its parent is gone.
/// </summary>
internal static class Worker
{
    /// <summary>The argument that makes lectern a worker; the handles of the two pipes follow it.</summary>
    public const string Command = "worker";

    /// <param name="requests">The handle of the pipe that brings cells.</param>
    /// <param name="messages">The handle of the pipe that takes what they show.</param>
    public static async Task<int> RunAsync(string requests, string messages)
    {
        // Ctrl+C reaches every process of a terminal; here it's the parent that ends the worker.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        var hasGroup = ProcessGroup.Begin();

        var send = Sender(new AnonymousPipeClientStream(PipeDirection.Out, messages));
        var cells = ReadRequests(new StreamReader(new AnonymousPipeClientStream(PipeDirection.In, requests), Encoding.UTF8), hasGroup);

        // The console's own stream would take the console's lock for each mark, and a cell may hold that for good.
        await using FileStream standardOutput = new(new SafeFileHandle(StandardOutputHandle(), ownsHandle: false), FileAccess.Write, 0);
        Console.SetOut(TextWriter.Null); // the kernel puts its own in place while a cell runs; what outlives its cell is lost, as in every host
        Console.SetError(TextWriter.Null);

        using NotebookKernel kernel = new(output => send(new CellOutput(output)), update => send(new DisplayUpdated(update)));
        await kernel.WarmUpAsync();
        send(new WorkerReady());
        await foreach (var cell in cells.ReadAllAsync())
        {
            await kernel.RunAsync(cell.Number, cell.Code, cell.Language);
            RawOutput.WriteMark(standardOutput);
            send(new CellEnded());
        }

        return 0;
    }

    /// <summary>Messages from different threads go out one after another, each in one piece.</summary>
    private static Action<WorkerMessage> Sender(Stream stream)
    {
        Lock gate = new();
        return message =>
        {
            var bytes = JsonLines.Encode(message);
            lock (gate)
            {
                stream.Write(bytes);
                stream.Flush();
            }
        };
    }

    /// <summary>
    /// Reads on a thread of its own, to notice the end of the requests while a cell runs. Programs that cells have started end
    /// with the worker.
    /// </summary>
    private static ChannelReader<RunCell> ReadRequests(StreamReader input, bool hasGroup)
    {
        var requests = Channel.CreateUnbounded<RunCell>();
        Thread thread = new(() =>
        {
            while (input.ReadLine() is { } line) requests.Writer.TryWrite(JsonLines.DecodeRequest(line));
            if (hasGroup) ProcessGroup.AskOthersToEnd();
            Environment.Exit(0);
        })
        { IsBackground = true };
        thread.Start();
        return requests.Reader;
    }

    private static nint StandardOutputHandle() => OperatingSystem.IsWindows() ? GetStdHandle(StandardOutputOfWindows) : 1;

    private const int StandardOutputOfWindows = -11;

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint GetStdHandle(int number);
}
