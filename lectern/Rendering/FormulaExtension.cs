using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers;

namespace Lectern.Rendering;

/// <summary>Formulas in Markdown: between two lines of double dollar signs, and in paragraphs.</summary>
internal sealed class FormulaExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        pipeline.BlockParsers.Insert(0, new MathBlockParser());
        pipeline.InlineParsers.Insert(0, new FormulaParser());
    }

    /// <summary>The renderers need the formulas set, and come with <see cref="CellRenderer"/>.</summary>
    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
    }
}
