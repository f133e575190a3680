using Lectern.Figures;
using static Lectern.Pages.Page;

namespace Lectern.Pages;

/// <summary>All figures of a run on one page, by notebook.</summary>
internal static class IndexPage
{
    private const string Title = "All figures";

    public static string Write(IReadOnlyList<Chapter> chapters) => Page.Write(Title, $"""
        <h1>{Title}</h1>
        <nav aria-label="Contents"><ol>
        {Join(chapters.Select(Contents))}
        </ol></nav>
        {Carrier(chapters)}
        {Join(chapters.Select(Section))}
        """);

    /// <summary>One copy of plotly.js serves all figures of a page.</summary>
    private static string Carrier(IEnumerable<Chapter> chapters) =>
        chapters.Select(chapter => chapter.Figures.Carrier).FirstOrDefault(carrier => carrier.Length > 0) ?? "";

    private static string Contents(Chapter chapter)
    {
        var figures = Join(chapter.Figures.Figures.Select(figure =>
            $"""<li><a href="#{Escape(chapter.FigureAnchor(figure))}">{Escape(figure.Title)}</a></li>"""));
        var list = figures.Length > 0 ? $"\n<ul>\n{figures}\n</ul>" : "";
        return $"""<li><a href="#{Escape(chapter.Anchor)}">{Escape(chapter.Title)}</a>{list}</li>""";
    }

    private static string Section(Chapter chapter)
    {
        var failure = chapter.Failure is null ? "" : $"""<p class="failed">Stopped at {Escape(chapter.Failure)}</p>""";
        return $"""
            <section id="{Escape(chapter.Anchor)}">
            <h2>{Escape(chapter.Title)}</h2>
            <p class="about">{Escape(chapter.Name)} · {Count(chapter)} · <a href="{Escape(chapter.NotebookLink)}">executed notebook</a></p>
            {failure}
            {Join(chapter.Figures.Figures.Select(figure => Article(chapter, figure)))}
            </section>
            """;
    }

    private static string Article(Chapter chapter, Figure figure) => $"""
        <article id="{Escape(chapter.FigureAnchor(figure))}">
        {figure.Html}
        <footer><a href="{Escape(chapter.FigureLink(figure))}">this figure alone</a></footer>
        </article>
        """;

    private static string Count(Chapter chapter) => chapter.Figures.Figures.Count switch
    {
        0 => "no figures",
        1 => "1 figure",
        var count => $"{count} figures",
    };

    private static string Join(IEnumerable<string> parts) => string.Join('\n', parts);
}
