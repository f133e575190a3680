using System.Diagnostics;
using System.Globalization;
using Lectern.Notebooks;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace Lectern.Execution.Kernels;

/// <summary>
/// The magic commands that a notebook expects and that live in the tool rather than in its packages. They show what the tool's show.
/// </summary>
internal static class Magics
{
    public static void AddTo(CompositeKernel kernel) =>
        kernel.AddDirective(new KernelActionDirective("#!time") { Description = "Shows how long the cell took." }, MeasureTime);

    private static Task MeasureTime(KernelCommand command, KernelInvocationContext context)
    {
        var watch = Stopwatch.StartNew();
        context.OnComplete(ended =>
        {
            var time = string.Create(CultureInfo.InvariantCulture, $"Wall time: {watch.Elapsed.TotalMilliseconds}ms");
            ended.Publish(new DisplayedValueProduced(watch.Elapsed, ended.Command, [new FormattedValue(MimeBundle.PlainText, time)]));
        });
        return Task.CompletedTask;
    }
}
