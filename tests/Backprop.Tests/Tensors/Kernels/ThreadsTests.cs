using Backprop.Kernels;

namespace Backprop.Tests.Tensors.Kernels;

[Collection(KernelSettings.Name)]
public sealed class ThreadsTests : IDisposable
{
    private readonly int before = Threads.Count;

    public ThreadsTests() => Threads.Count = 2;

    public void Dispose() => Threads.Count = before;

    [Theory]
    [InlineData(0)]
    [InlineData(3)] // longer than a helper looks out for work: it has gone to sleep
    public void Every_part_is_done_once_and_by_the_time_the_call_returns(int pauseInMilliseconds)
    {
        for (var i = 0; i < (pauseInMilliseconds > 0 ? 50 : 20_000); i++)
        {
            Thread.Sleep(pauseInMilliseconds);
            var parts = 1 + (i % 5);
            var done = new int[parts];
            Threads.Run(parts, part => Interlocked.Increment(ref done[part]));
            Assert.All(done, times => Assert.Equal(1, times));
        }
    }

    [Fact]
    public void Several_threads_may_ask_for_help_at_once() => Parallel.For(0, 5_000, _ =>
    {
        var done = new int[4];
        Threads.Run(4, part => Interlocked.Increment(ref done[part]));
        Assert.All(done, times => Assert.Equal(1, times));
    });

    [Fact]
    public void With_one_thread_nobody_helps()
    {
        Threads.Count = 1;
        HashSet<int> threads = [];
        Threads.Run(100, _ => threads.Add(Environment.CurrentManagedThreadId));
        Assert.Equal([Environment.CurrentManagedThreadId], threads);
    }
}
