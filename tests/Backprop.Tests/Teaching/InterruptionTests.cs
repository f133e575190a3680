using System.Diagnostics.CodeAnalysis;
using Backprop.Teaching;

namespace Backprop.Tests.Teaching;

/// <summary>Interrupting a cell, with types in the place of .NET Interactive's that have the same members.</summary>
[Collection("Console")]
public sealed class InterruptionTests : IDisposable
{
    private const string InterruptRequest = """{"header":{"msg_id":"1","msg_type":"interrupt_request","version":"5.3"},"content":{}}""";

    public void Dispose() => Context.Current = null;

    [Fact]
    public void A_request_that_Jupyter_logs_ends_the_loop_after_the_step_that_runs()
    {
        List<int> steps = [];
        var printed = CheckTests.Printed(() =>
        {
            foreach (var step in ProgressBar.Steps(1_000, () => new Interruption(null, typeof(Logger))))
            {
                steps.Add(step);
                if (step == 36) Logger.Post(InterruptRequest);
            }
        });

        Assert.Equal(Enumerable.Range(0, 37), steps);
        Assert.EndsWith($"\r█{new string('░', 39)} interrupted after 37 of 1,000 steps\n", printed, StringComparison.Ordinal);
        Assert.Equal(0, Logger.Listeners);
    }

    [Fact]
    public void A_command_that_is_cancelled_ends_the_loop()
    {
        using CancellationTokenSource cancellation = new();
        Context.Current = new Context(cancellation.Token);
        List<int> steps = [];
        var printed = CheckTests.Printed(() =>
        {
            foreach (var step in ProgressBar.Steps(10, () => new Interruption(typeof(Context), null)))
            {
                steps.Add(step);
                if (step == 1) cancellation.Cancel();
            }
        });

        Assert.Equal([0, 1], steps);
        Assert.EndsWith(" interrupted after 2 of 10 steps\n", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_cells_request_is_not_this_loops()
    {
        Logger.Post(InterruptRequest);
        using CancellationTokenSource earlier = new();
        Context.Current = new Context(earlier.Token);
        using Interruption before = new(typeof(Context), typeof(Logger));
        earlier.Cancel();
        Context.Current = new Context(CancellationToken.None);
        using Interruption interruption = new(typeof(Context), typeof(Logger));

        Assert.True(before.IsRequested);
        Assert.False(interruption.IsRequested);
    }

    [Theory]
    [InlineData("""{"header":{"msg_type":"execute_request"},"content":{"code":"var text = \u0022\u0022\u0022\u0022msg_type\u0022:\u0022interrupt_request\u0022"}}""")]
    [InlineData("""{"header":{"msg_type":"execute_request"},"content":{"code":"\"msg_type\":\"interrupt_request\""}}""")]
    [InlineData("interrupt_request")]
    public void Other_entries_of_the_log_interrupt_nothing(string entry)
    {
        using Interruption interruption = new(null, typeof(Logger));
        Logger.Post(entry);
        Assert.False(interruption.IsRequested);
    }

    [Fact]
    public void Where_the_host_has_other_members_or_none_nothing_is_interrupted()
    {
        foreach (var type in new[] { null, typeof(object), typeof(OtherLogger) })
        {
            using Interruption interruption = new(type, type);
            Assert.False(interruption.IsRequested);
        }

        using var watched = Interruption.Watch();
        Assert.False(watched.IsRequested);
    }

    [Fact]
    public void In_a_task_that_outlives_its_cell_nothing_is_interrupted()
    {
        CancellationTokenSource ended = new();
        ended.Dispose();
        Command.Current = new Command(ended);
        using Interruption interruption = new(typeof(Command), null);
        Assert.False(interruption.IsRequested);
    }

    private sealed record Command(CancellationTokenSource Source)
    {
        public static Command? Current { get; set; }

        public CancellationToken CancellationToken => Source.Token;
    }

    private sealed record Context(CancellationToken CancellationToken)
    {
        public static Context? Current { get; set; }
    }

    private static class Logger
    {
        public static event Action<(string Template, object[] Values, byte Level)>? Posted;

        public static int Listeners => Posted?.GetInvocationList().Length ?? 0;

        public static void Post(string message) => Posted?.Invoke(("Received: {message}", [message], 0));
    }

    [SuppressMessage("Performance", "CA1812", Justification = "It is looked at by reflection.")]
    private sealed class OtherLogger
    {
        public static string Current => "of another kind";

        public static event Action<string>? Posted { add { } remove { } }
    }
}
