using Lectern.Rendering;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Lectern.Site;

/// <summary>What the project's README tells the first page: its title, the text before the first section, and what its pictures show.</summary>
/// <param name="Title">Its first heading.</param>
/// <param name="Opening">The text as HTML.</param>
/// <param name="Picture">The path of the opening's picture; null if there is none.</param>
/// <param name="Alternatives">What each picture shows, by its path.</param>
internal sealed record ReadMe(string Title, string Opening, string? Picture, IReadOnlyDictionary<string, string> Alternatives)
{
    private static readonly ReadMe None = new("Notebooks", "", null, new Dictionary<string, string>());

    public static ReadMe Read(string path) => File.Exists(path) ? Parse(File.ReadAllText(path)) : None;

    public static ReadMe Parse(string text)
    {
        var document = CellMarkdown.Parse(text);
        Block[] opening = [.. document.TakeWhile(block => block is not HeadingBlock { Level: > 1 })];
        var title = opening.OfType<HeadingBlock>().Select(heading => CellMarkdown.PlainText(heading.Inline)).FirstOrDefault();
        var picture = opening.SelectMany(Pictures).FirstOrDefault();
        return new ReadMe(title ?? None.Title, Html(opening.Where(block => block is ParagraphBlock && !Pictures(block).Any())), picture?.Url, Described(document));
    }

    private static IEnumerable<LinkInline> Pictures(Block block) =>
        ((block as LeafBlock)?.Inline?.Descendants().OfType<LinkInline>() ?? []).Where(link => link.IsImage);

    private static Dictionary<string, string> Described(MarkdownDocument document)
    {
        Dictionary<string, string> described = [];
        foreach (var image in document.Descendants<LinkInline>().Where(link => link.IsImage)) described.TryAdd(image.Url ?? "", CellMarkdown.PlainText(image));
        return described;
    }

    private static string Html(IEnumerable<Block> blocks)
    {
        using StringWriter writer = new();
        HtmlRenderer renderer = new(writer);
        CellMarkdown.Pipeline.Setup(renderer);
        foreach (var block in blocks) renderer.Render(block);
        return writer.ToString().Trim();
    }
}
