using System.Diagnostics;
using System.Globalization;

namespace Backprop.Benchmarks.Running;

/// <summary>
/// A process that does workloads when it is asked: this program once more, or a Python script. One request a line, one answer a
/// line, as Peers/side.py says.
/// </summary>
internal sealed class Side : IDisposable
{
    private readonly Process process;

    private Side(string name, Process process)
    {
        (Name, this.process) = (name, process);
        Description = Answer();
    }

    public string Name { get; }

    /// <summary>What it is, with its version.</summary>
    public string Description { get; }

    public static Side Start(string name, int threads, string program, string[] arguments, params (string Name, string? Value)[] environment)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var variable in new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS" })
        {
            start.Environment[variable] = threads.ToString(CultureInfo.InvariantCulture);
        }

        // With these OpenBLAS would take another machine's kernels.
        start.Environment.Remove("OPENBLAS_CORETYPE");
        start.Environment.Remove("OPENBLAS_L2_SIZE");
        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        return new Side(name, Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start"));
    }

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
        if (!process.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            process.Kill();
        }

        process.Dispose();
    }

    private string Ask(string request)
    {
        process.StandardInput.WriteLine(request);
        process.StandardInput.Flush();
        return Answer();
    }

    private string Answer() => process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException($"{Name} has ended; what it wrote to the error stream says why");
}
