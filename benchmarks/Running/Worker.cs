using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Backprop.Benchmarks.Workloads;
using Backprop.Kernels;

namespace Backprop.Benchmarks.Running;

/// <summary>This engine's side: answers the requests that <see cref="Side"/> sends.</summary>
internal static class Worker
{
    private const int StepsThatWarmUp = 5;

    /// <param name="inputs">The folder that the peers read from; "-" where another worker writes it.</param>
    /// <param name="threads">How many threads the engine may use.</param>
    public static void Serve(string inputs, int threads)
    {
        Threads.Count = threads;
        Inputs files = new(inputs == "-" ? null : inputs);
        var workload = default(Workload);
        var before = Environment.WorkingSet;
        Say($"{RuntimeInformation.FrameworkDescription}");
        while (Console.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            switch (words[0])
            {
                case "start":
                    before = Environment.WorkingSet;
                    workload = Catalogue.Make(words[1], files);
                    Say("ready");
                    break;
                case "run":
                    Say(Run(workload!, int.Parse(words[1], CultureInfo.InvariantCulture)));
                    break;
                case "memory":
                    Say(string.Create(CultureInfo.InvariantCulture, $"{Process.GetCurrentProcess().PeakWorkingSet64 - before}"));
                    break;
                case "allocations":
                    Say(string.Create(CultureInfo.InvariantCulture, $"{Allocations(workload!)}"));
                    break;
            }
        }
    }

    private static string Run(Workload workload, int steps)
    {
        var result = double.NaN;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < steps; i++)
        {
            result = workload.Step();
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(start).TotalSeconds:R} {result:R}");
    }

    private static long Allocations(Workload workload)
    {
        for (var i = 0; i < StepsThatWarmUp; i++)
        {
            workload.Step();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        workload.Step();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
