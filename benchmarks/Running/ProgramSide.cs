using System.Globalization;

namespace Backprop.Benchmarks.Running;

/// <summary>This program once more, or a Python script: a request is a line, and so is the answer.</summary>
internal sealed class ProgramSide : Side
{
    public ProgramSide(string name, int threads, string program, string[] arguments, params IEnumerable<(string, string?)> environment)
        : base(name, Start(program, arguments, [.. ForThreads(threads), .. environment])) => Description = ReadLine();

    protected override string Ask(string request)
    {
        Process.StandardInput.WriteLine(request);
        Process.StandardInput.Flush();
        return ReadLine();
    }

    private static IEnumerable<(string, string?)> ForThreads(int threads)
    {
        foreach (var variable in new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS" })
        {
            yield return (variable, threads.ToString(CultureInfo.InvariantCulture));
        }

        // With these OpenBLAS would take another machine's kernels.
        yield return ("OPENBLAS_CORETYPE", null);
        yield return ("OPENBLAS_L2_SIZE", null);
    }
}
