using System.Diagnostics;
using System.Globalization;

namespace Backprop.Benchmarks.Running;

/// <summary>
/// A process that does workloads when it is asked, with one request and one answer at a time, as Peers/side.py says.
/// </summary>
internal abstract class Side(string name, Process process) : IDisposable
{
    public string Name => name;

    /// <summary>What it is, with its version.</summary>
    public string Description { get; protected init; } = "";

    protected Process Process => process;

    /// <returns>Whether this side has the workload.</returns>
    public bool Prepare(string workload) => Ask($"start {workload}") == "ready";

    /// <returns>The seconds that it took, and what the last step returned.</returns>
    public (double Seconds, double Result) Run(int steps)
    {
        var numbers = Ask(string.Create(CultureInfo.InvariantCulture, $"run {steps}")).Split(' ');
        return (double.Parse(numbers[0], CultureInfo.InvariantCulture), double.Parse(numbers[1], CultureInfo.InvariantCulture));
    }

    /// <returns>By how many bytes the process has been larger, at its peak, than before the workload was made.</returns>
    public long Peak() => long.Parse(Ask("memory"), CultureInfo.InvariantCulture);

    /// <returns>The bytes that a step allocates, after a few that have filled what is kept; of this program only.</returns>
    public long Allocations() => long.Parse(Ask("allocations"), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!EndsByItself || !process.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    /// <summary>Whether it ends when its input does.</summary>
    protected virtual bool EndsByItself => true;

    /// <summary>Starts a program whose input and output are the caller's; a variable without a value is taken away.</summary>
    protected static Process Start(string program, string[] arguments, IEnumerable<(string Name, string? Value)> environment)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory, // from here upwards the kernel's tool manifest is found
        };
        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start");
    }

    protected abstract string Ask(string request);

    /// <summary>The next line that it writes.</summary>
    protected string ReadLine() => process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException($"{Name} has ended; what it wrote to the error stream says why");
}
