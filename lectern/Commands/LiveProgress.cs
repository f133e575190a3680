using System.Globalization;
using Lectern.Execution;
using Lectern.Outputs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Lectern.Commands;

/// <summary>For a terminal: one line per notebook with a moving cell count.</summary>
internal sealed class LiveProgress(ProgressContext context) : IRunProgress
{
    /// <summary>The lines would be longer than a narrower terminal, and could not be drawn over again.</summary>
    private const int MinimumWidth = 60;

    public static bool IsPossible(IAnsiConsole console) =>
        console.Profile is { Out.IsTerminal: true, Capabilities.Interactive: true, Width: >= MinimumWidth };

    public static Progress Create(IAnsiConsole console) => console.Progress()
        .AutoClear(true)
        .Columns(
            new SpinnerColumn(),
            new TaskDescriptionColumn { Alignment = Justify.Left },
            new ProgressBarColumn(),
            new CellCountColumn(),
            new ElapsedTimeColumn());

    public IProgress<int> Start(NotebookFile file, int cells) =>
        new Line(context.AddTask(Markup.Escape(ScreenLine.Of(file.Label)), maxValue: Math.Max(1, cells)));

    public void End(NotebookResult result)
    {
        // The table at the end says how it went.
    }

    private sealed class Line(ProgressTask task) : IProgress<int>
    {
        public void Report(int value) => task.Value = value;
    }

    private sealed class CellCountColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(string.Create(CultureInfo.InvariantCulture, $"cell {task.Value:F0} of {task.MaxValue:F0}"));
    }
}
