using System.Diagnostics;

namespace Backprop.Kernels;

/// <summary>Shares out the work of large kernels between the thread that calls them and some helpers.</summary>
/// <remarks>
/// A product of the course takes 30 µs, and to wake a thread that the system has put to sleep a good part of that. So a helper
/// looks out for work for a while after the last, giving way to whoever else wants its core, before it goes to sleep.
/// </remarks>
internal static class Threads
{
    /// <summary>More would wait for each other on what a network's layers are.</summary>
    private const int MostThreads = 4;

    /// <summary>In elements, a megabyte: to go through fewer takes hardly longer than to hand them over.</summary>
    private const int LargeArray = 1 << 17;

    private static readonly Lock Calling = new();
    private static readonly List<Helper> Helpers = [];
    private static Work? current;

    /// <summary>How many threads share large kernels. No result depends on it.</summary>
    public static int Count { get; set; } = Math.Min(MostThreads, Environment.ProcessorCount);

    /// <summary>Whether several threads go through an array faster than one.</summary>
    public static bool AreWorthTheirWhile(int length) => length >= LargeArray && Count > 1;

    /// <summary>Does some parts of a kernel's work, which may run at the same time.</summary>
    /// <param name="parts">How many there are.</param>
    /// <param name="part">Does the one of that number; must not throw.</param>
    public static void Run(int parts, Action<int> part)
    {
        Work work = new(parts, part);
        if (parts == 1 || Count == 1 || Calling.IsHeldByCurrentThread || !Calling.TryEnter())
        {
            work.Do(); // the helpers help one thread at a time, and with one kernel
            return;
        }

        try
        {
            Offer(work, Math.Min(parts, Count) - 1);
            work.Do();
            work.AwaitEnd();
        }
        finally
        {
            Calling.Exit();
        }
    }

    private static void Offer(Work work, int helpers)
    {
        while (Helpers.Count < helpers)
        {
            Helpers.Add(new Helper());
        }

        Interlocked.Exchange(ref current, work); // before it is looked up who is asleep
        for (var i = 0; i < helpers; i++)
        {
            Helpers[i].Wake();
        }
    }

    /// <summary>The parts of a kernel's work: whoever is free takes the next.</summary>
    private sealed class Work(int parts, Action<int> part)
    {
        private int taken;
        private int ended;

        public void Do()
        {
            while (Interlocked.Increment(ref taken) - 1 is var number && number < parts)
            {
                part(number);
                Interlocked.Increment(ref ended);
            }
        }

        public void AwaitEnd()
        {
            SpinWait wait = default;
            while (Volatile.Read(ref ended) < parts)
            {
                wait.SpinOnce(sleep1Threshold: -1);
            }
        }
    }

    private sealed class Helper
    {
        /// <summary>Longer than a network's small operations between two large ones.</summary>
        private static readonly TimeSpan LooksOut = TimeSpan.FromMicroseconds(200);

        private readonly object gate = new();
        private bool isAsleep;

        public Helper() => new Thread(Help) { IsBackground = true, Name = "backprop helper" }.Start();

        public void Wake()
        {
            if (Volatile.Read(ref isAsleep))
            {
                lock (gate)
                {
                    Monitor.Pulse(gate);
                }
            }
        }

        private void Help()
        {
            Work? last = null;
            for (var since = Stopwatch.GetTimestamp(); ;)
            {
                if (Volatile.Read(ref current) is { } work && work != last)
                {
                    work.Do();
                    (last, since) = (work, Stopwatch.GetTimestamp());
                }
                else if (Stopwatch.GetElapsedTime(since) < LooksOut)
                {
                    Thread.SpinWait(10);
                    Thread.Yield();
                }
                else
                {
                    SleepAfter(last);
                    since = Stopwatch.GetTimestamp();
                }
            }
        }

        private void SleepAfter(Work? last)
        {
            lock (gate)
            {
                Interlocked.Exchange(ref isAsleep, true); // before it is looked up whether there is more to do
                if (Volatile.Read(ref current) == last)
                {
                    Monitor.Wait(gate);
                }

                Volatile.Write(ref isAsleep, false);
            }
        }
    }
}
