using Lectern.Notebooks;
using Markdig;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace Lectern.Execution.Kernels;

/// <summary>Shows Markdown as HTML, for cells that are code cells of this language and for what follows <c>#!markdown</c>.</summary>
internal sealed class MarkdownKernel() : Kernel("markdown"), IKernelCommandHandler<SubmitCode>
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseMathematics().UseAdvancedExtensions().Build();

    public Task HandleAsync(SubmitCode command, KernelInvocationContext context)
    {
        var html = Markdown.ToHtml(command.Code.Trim(), Pipeline);
        context.Publish(new DisplayedValueProduced(command.Code, command, [new FormattedValue(MimeBundle.Html, html)]));
        return Task.CompletedTask;
    }
}
