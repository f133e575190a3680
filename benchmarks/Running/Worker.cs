using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Backprop.Benchmarks.Workloads;
using Backprop.Kernels;

namespace Backprop.Benchmarks.Running;

/// <summary>This engine's side: answers the requests that <see cref="Side"/> sends. Public, since a notebook's cell makes one as well.</summary>
public sealed class Worker
{
    private const int StepsThatWarmUp = 5;

    private readonly Inputs files;
    private Workload? workload;
    private long before = Environment.WorkingSet;

    /// <param name="inputs">The folder that the peers read from; "-" where another worker writes it.</param>
    /// <param name="threads">How many threads the engine may use.</param>
    public Worker(string inputs, int threads)
    {
        Threads.Count = threads;
        files = new Inputs(inputs == "-" ? null : inputs);
    }

    /// <summary>What it runs on.</summary>
    public static string Description => RuntimeInformation.FrameworkDescription;

    /// <summary>Answers the requests on the standard input until that ends.</summary>
    public void Serve()
    {
        Say(Description);
        while (Console.ReadLine() is { } line)
        {
            Say(Answer(line));
        }
    }

    /// <summary>Does what a request wants.</summary>
    public string Answer(string request)
    {
        var words = request.Split(' ');
        switch (words[0])
        {
            case "start":
                before = Environment.WorkingSet;
                workload = Catalogue.Make(words[1], files);
                return "ready";
            case "run":
                return Run(workload!, int.Parse(words[1], CultureInfo.InvariantCulture));
            case "memory":
                return string.Create(CultureInfo.InvariantCulture, $"{Process.GetCurrentProcess().PeakWorkingSet64 - before}");
            case "allocations":
                return string.Create(CultureInfo.InvariantCulture, $"{Allocations(workload!)}");
            default:
                throw new ArgumentException($"there is no request {request}");
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
