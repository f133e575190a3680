using System.Text.RegularExpressions;
using Lectern.Notebooks;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;

namespace Lectern.Execution.Kernels;

/// <summary>
/// Runs cells one after another on .NET Interactive's own kernels, so that a notebook shows here what it shows in VS Code and
/// in Jupyter. C# is the language of cells that name none; HTML, Markdown and stored values are the others.
/// </summary>
internal sealed partial class NotebookKernel : IDisposable
{
    private readonly CompositeKernel kernel = new() { DefaultKernelName = Cell.CSharp };
    private readonly CellScripts scripts;
    private readonly Action<Output> show;
    private readonly Action<DisplayUpdate> update;
    private readonly IDisposable subscription;
    private KernelOutputs? outputs;

    /// <param name="show">Takes each output when it comes.</param>
    /// <param name="update">Takes the new value of one that was shown.</param>
    public NotebookKernel(Action<Output> show, Action<DisplayUpdate> update)
    {
        (this.show, this.update) = (show, update);
        var csharp = new CSharpKernel().UseKernelHelpers().UseWho().UseValueSharing();
        scripts = new CellScripts(csharp);
        kernel.Add(csharp, ["c#", "C#"]);
        kernel.Add(new HtmlKernel());
        kernel.Add(new MarkdownKernel());
        kernel.Add(new KeyValueStoreKernel().UseWho());
        Magics.AddTo(kernel);
        subscription = kernel.KernelEvents.Subscribe(new EventObserver(OnEvent));
    }

    /// <summary>Loads the compiler and the formatters, so that the first cell's time is its own. Shows nothing.</summary>
    public async Task WarmUpAsync() => await kernel.SendAsync(new SubmitCode("new[] { 1.0, 2.0 }.Select(x => x * x).Sum()"));

    /// <summary>Runs a cell; what it shows has been handed on when this returns.</summary>
    /// <param name="number">The n of [n].</param>
    /// <param name="code">The cell's source.</param>
    /// <param name="language">The name of the kernel that the cell is for.</param>
    /// <returns>Whether the cell succeeded.</returns>
    public async Task<bool> RunAsync(int number, string code, string language = Cell.CSharp)
    {
        if (kernel.FindKernelByName(language) is not { } target)
        {
            show(NotSupported($"the cell is for the kernel '{language}', and lectern has none of that name: it runs {Languages} cells"));
            return false;
        }

        scripts.Begin(number, code);
        outputs = new KernelOutputs(show, update);
        var result = await kernel.SendAsync(new SubmitCode(code, target.Name));
        outputs = null;
        if (result.Events.OfType<CommandFailed>().LastOrDefault() is not { } failed) return true;

        show(Describe(number, failed));
        return false;
    }

    public void Dispose()
    {
        subscription.Dispose();
        kernel.Dispose();
    }

    private string Languages => string.Join(", ", kernel.ChildKernels.Select(child => child.Name).Order(StringComparer.Ordinal));

    private void OnEvent(KernelEvent kernelEvent) => outputs?.Show(kernelEvent);

    private ErrorOutput Describe(int number, CommandFailed failed) => failed.Exception switch
    {
        null => NotSupported(PlaceInMessage().Replace(failed.Message.Trim(), "")),
        var exception => CompilationErrors.Describe(scripts.Path, exception) ?? ExceptionErrors.Describe(number, exception),
    };

    /// <summary>What the kernel puts before the name of a magic command that it does not know.</summary>
    [GeneratedRegex(@"^\(\d+,\d+\): error \w+: ")]
    private static partial Regex PlaceInMessage();

    private static ErrorOutput NotSupported(string message) => new("NotSupported", message, [$"NotSupported: {message}"]);

    /// <summary>A subscriber that looks at the events alone, so that this needs nothing of System.Reactive.</summary>
    private sealed class EventObserver(Action<KernelEvent> onEvent) : IObserver<KernelEvent>
    {
        public void OnNext(KernelEvent value) => onEvent(value);

        public void OnError(Exception error)
        {
        }

        public void OnCompleted()
        {
        }
    }
}
