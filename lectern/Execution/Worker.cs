using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;
using Lectern.Execution.Protocol;
using Lectern.Notebooks;

namespace Lectern.Execution;

/// <summary>
/// The process in which one notebook runs: its own state, and its own to crash. It is asked on its standard input,
/// answers on its standard output, and ends when the input does, that is also when its parent is gone.
/// </summary>
internal static class Worker
{
    /// <summary>The argument that makes lectern a worker.</summary>
    public const string Command = "worker";

    public static async Task<int> RunAsync()
    {
        // Ctrl+C reaches every process of a terminal; here it's the parent that ends the worker.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

        var send = Sender(Console.OpenStandardOutput());
        var requests = ReadRequests(new StreamReader(Console.OpenStandardInput(), Encoding.UTF8));
        RedirectConsole(send);

        using CSharpSession session = new(Environment.CurrentDirectory, output => send(new CellOutput(output)));
        await WarmUpAsync();
        send(new WorkerReady());
        await foreach (var request in requests.ReadAllAsync())
        {
            await session.RunAsync(request.Number, request.Code);
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
            var bytes = JsonTextSequence.Encode(message);
            lock (gate)
            {
                stream.Write(bytes);
                stream.Flush();
            }
        };
    }

    /// <summary>Reads on a thread of its own, to notice the end of the input while a cell runs.</summary>
    private static ChannelReader<RunCell> ReadRequests(StreamReader input)
    {
        var requests = Channel.CreateUnbounded<RunCell>();
        Thread thread = new(() =>
        {
            while (input.ReadLine() is { } line) requests.Writer.TryWrite(JsonTextSequence.DecodeRequest(line));
            Environment.Exit(0);
        })
        { IsBackground = true };
        thread.Start();
        return requests.Reader;
    }

    private static void RedirectConsole(Action<WorkerMessage> send)
    {
        Console.SetOut(Stream(StreamOutput.StandardOutput));
        Console.SetError(Stream(StreamOutput.StandardError));
        Console.SetIn(TextReader.Null);

        ConsoleWriter Stream(string name) => new(text => send(new CellOutput(new StreamOutput(name, text))));
    }

    /// <summary>Loads the compiler and the formatters, so that the first cell's time is its own.</summary>
    private static async Task WarmUpAsync()
    {
        using CSharpSession session = new(Environment.CurrentDirectory, _ => { });
        await session.RunAsync(0, "new[] { 1.0, 2.0 }.Select(x => x * x).Sum()");
    }
}
