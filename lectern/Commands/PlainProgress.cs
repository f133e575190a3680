using System.Globalization;
using Lectern.Execution;
using Lectern.Outputs;

namespace Lectern.Commands;

/// <summary>For a file or a pipe: one line per notebook, when it has ended.</summary>
internal sealed class PlainProgress(TextWriter output) : IRunProgress
{
    public IProgress<int> Start(NotebookFile file, int cells) => new Silence();

    public void End(NotebookResult result)
    {
        var line = result.Run is { } run
            ? Describe(run)
            : "not run to its end";
        output.WriteLine($"{ScreenLine.Of(result.File.Label)}: {line}{(result.Failure is null ? "" : ", failed")}");
    }

    private static string Describe(NotebookRun run) => run.IsTaken
        ? string.Create(CultureInfo.InvariantCulture, $"{run.Cells} cells, unchanged since they ran")
        : string.Create(CultureInfo.InvariantCulture, $"{run.Cells} cells in {run.Duration.TotalSeconds:F1} s");

    private sealed class Silence : IProgress<int>
    {
        public void Report(int value)
        {
        }
    }
}
