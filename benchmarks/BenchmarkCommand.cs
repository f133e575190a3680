using System.CommandLine;
using System.Text.Json;
using Backprop.Benchmarks.Kernels;
using Backprop.Benchmarks.Reporting;
using Backprop.Benchmarks.Running;

namespace Backprop.Benchmarks;

/// <summary>Times the course's workloads on this engine and its peers, and writes a table.</summary>
internal sealed class BenchmarkCommand
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly string[] QuickWorkloads = ["W1", "W2", "W3-16", "W4", "W5-65-65-65", "W5-16-784-128-tB", "W6-10000", "W7-sigmoid", "W7-add"];

    private readonly Option<bool> quick = new("--quick") { Description = "Prove in less than a minute that it all runs; the numbers mean little" };

    private readonly Option<string[]> only = new("--only")
    {
        Description = "Names of workloads, or how they begin: W1 W5-1024",
        HelpName = "WORKLOAD",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    private readonly Option<int> blocks = new("--blocks") { Description = "How many blocks each side gets", DefaultValueFactory = _ => 9 };

    private readonly Option<string> output = new("--out")
    {
        Description = "The folder for benchmarks.json and benchmarks.md",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine("out", "benchmarks"),
    };

    public RootCommand Root()
    {
        RootCommand root = new("Times the course's workloads on this engine and, where they are installed, on NumPy, PyTorch and Python.");
        foreach (var option in new Option[] { quick, only, blocks, output })
        {
            root.Add(option);
        }

        root.SetAction(Run);
        root.Add(WorkerCommand());
        root.Add(KernelsCommand());
        return root;
    }

    private static Command WorkerCommand()
    {
        Argument<string> inputs = new("inputs");
        Argument<int> threads = new("threads");
        Command command = new("worker", "One side of a measurement; started by this program itself") { inputs, threads };
        command.Hidden = true;
        command.SetAction(arguments => new Worker(arguments.GetValue(inputs)!, arguments.GetValue(threads)).Serve());
        return command;
    }

    private static Command KernelsCommand()
    {
        Command command = new("kernels", "Times the loops alone with BenchmarkDotNet, and counts what they allocate");
        command.SetAction(_ => KernelBenchmarks.Run());
        return command;
    }

    private int Run(ParseResult arguments)
    {
        var isQuick = arguments.GetValue(quick);
        var names = arguments.GetValue(only)!;
        var folder = Path.GetFullPath(arguments.GetValue(output)!);
        var inputs = Directory.CreateTempSubdirectory("backprop-benchmarks").FullName;
        try
        {
            string[] workloads = [.. (isQuick ? QuickWorkloads : Goals.All.Select(goal => goal.Workload))
                .Where(name => names.Length == 0 || names.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))];
            Measurement measurement = isQuick ? new(blocks: 3, blockSeconds: 0.05) : new(arguments.GetValue(blocks), blockSeconds: 0.15);
            Write(Measure(workloads, measurement, inputs), folder);
            return 0;
        }
        finally
        {
            Directory.Delete(inputs, recursive: true);
        }
    }

    private static Report Measure(string[] workloads, Measurement measurement, string inputs)
    {
        List<Row> rows = [];
        Dictionary<string, string> descriptions = [];
        foreach (var threads in Environment.ProcessorCount > 1 ? new[] { 1, 2 } : [1])
        {
            using Sides sides = new(threads, inputs);
            Side[] all = [sides.Ours, sides.Default, .. sides.Kernels, .. sides.Peers];
            foreach (var side in all)
            {
                descriptions.TryAdd(side.Name, side.Description);
            }

            rows.AddRange(workloads
                .Where(workload => threads == 1 || !IsOneAfterTheOther(workload))
                .Select(workload => Time(workload, threads, measurement, all)));
        }

        return new Report(Machine.Describe(), Peak.Measure(), descriptions, rows, Allocations(workloads, inputs), Peaks(workloads, inputs));
    }

    /// <summary>Single numbers, one after the other, leave nothing for a second thread to do on any side.</summary>
    private static bool IsOneAfterTheOther(string workload) => workload is "W2" || workload.StartsWith("W6", StringComparison.Ordinal);

    private static Row Time(string workload, int threads, Measurement measurement, Side[] sides)
    {
        var samples = measurement.Time(workload, sides);
        Row row = new(
            workload,
            threads,
            samples.ToDictionary(pair => pair.Key.Name, pair => pair.Value.Median),
            samples.ToDictionary(pair => pair.Key.Name, pair => pair.Value.Spread));
        Console.WriteLine($"{workload}, {threads} thread{(threads > 1 ? "s" : "")}: {MarkdownTable.Line(row)}");
        return row;
    }

    private static List<Allocation> Allocations(string[] workloads, string inputs)
    {
        using Sides sides = new(threads: 1, inputs);
        return [.. workloads.Where(name => name is "W1" || name.StartsWith("W3", StringComparison.Ordinal)).Select(name =>
        {
            sides.Ours.Prepare(name);
            return new Allocation(name, sides.Ours.Allocations());
        })];
    }

    /// <summary>Each side in a process that has done nothing else.</summary>
    private static List<PeakMemory> Peaks(string[] workloads, string inputs)
    {
        if (!OperatingSystem.IsLinux() || workloads.FirstOrDefault(name => name.StartsWith("W6", StringComparison.Ordinal)) is not { } chain)
        {
            return [];
        }

        using Sides sides = new(threads: 1, inputs);
        return [.. new[] { sides.Ours, sides.Default }.Concat(sides.Peers).Where(side => side.Prepare(chain)).Select(side =>
        {
            side.Run(1);
            return new PeakMemory(chain, side.Name, side.Peak());
        })];
    }

    private static void Write(Report report, string folder)
    {
        Directory.CreateDirectory(folder);
        var markdown = MarkdownTable.Write(report);
        File.WriteAllText(Path.Combine(folder, "benchmarks.md"), markdown);
        File.WriteAllText(Path.Combine(folder, "benchmarks.json"), JsonSerializer.Serialize(report, Indented));
        Console.WriteLine();
        Console.WriteLine(markdown);
        Console.WriteLine(folder);
    }
}
