using AngleSharp.Html.Parser;
using Lectern.Site;

namespace Lectern.Tests.Site;

public sealed class SitePageTests : IDisposable
{
    private const string Frame = "<nav class=\"pages\"></nav><article>{0}</article><nav class=\"outline\"></nav>";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("h1 h2 h3 h2", "h1 h2 h3 h2")]
    [InlineData("h1 h4 h4 h2 h4", "h1 h2 h3 h2 h3")]
    [InlineData("h1 h3 h2 h3", "h1 h2 h2 h3")]
    public void No_heading_skips_a_level(string before, string after)
    {
        var document = Finish(string.Concat(before.Split(' ').Select(name => $"<{name} id=\"x\" class=\"y\">a <b>b</b></{name}>")));
        var headings = document.QuerySelectorAll("article > *");
        Assert.Equal(after.Split(' '), headings.Select(heading => heading.LocalName));
        Assert.All(headings, heading => Assert.Equal("a <b>b</b>", heading.InnerHtml));
    }

    [Fact]
    public void A_table_scrolls_by_itself_and_an_empty_cell_heads_nothing()
    {
        var box = Finish("<table><tr><th></th><th>a</th></tr></table>").QuerySelector("article > div.table[tabindex]")!;
        Assert.Equal(["td", "th"], box.QuerySelectorAll("tr > *").Select(cell => cell.LocalName));
    }

    [Fact]
    public void Inherited_members_are_folded_and_not_searched()
    {
        var document = Finish("<h1>T</h1><dl class=\"typelist inheritedMembers\"><dt>Inherited Members</dt><dd><div><a href=\"U.html\">U.F()</a></div></dd></dl>");
        var folded = document.QuerySelector("article > details:not([open])")!;
        Assert.Equal("Inherited Members", folded.QuerySelector("summary")!.TextContent);
        Assert.Equal("U.F()", folded.QuerySelector("div > div > a[href='U.html']")!.TextContent);
        Assert.Equal([new("T", "", "p.html", "")], new SitePage(document, "p.html").Entries());
    }

    [Fact]
    public void The_list_of_pages_leads_to_all_of_them_and_marks_this_one()
    {
        folder.Write("toc.json", """{"items": [{"name": "Course", "href": "index.html", "items": [{"name": "One", "href": "a/1.html"}]}, {"name": "Library", "href": "api/T.html", "tocHref": "api/toc.html"}]}""");
        folder.Write("api/toc.json", """{"items": [{"name": "Space", "href": "S.html", "items": [{"name": "T<int>", "href": "T.html"}]}]}""");
        var document = Finish("", "api/T.html");
        Assert.Equal(
            ["../index.html", "../a/1.html", "../api/T.html", "../api/S.html", "../api/T.html"],
            document.QuerySelectorAll("nav a").Select(link => link.GetAttribute("href")));
        Assert.Equal("T<int>", document.QuerySelector("nav details[open] a[aria-current=page]")!.TextContent);
    }

    [Fact]
    public void A_page_is_searched_by_its_sections_without_what_scripts_are_told()
    {
        var document = Finish("<h1>Title</h1><p>Start<script>{\"a\": 1}</script></p><h2 id=\"a\">A</h2><p>One</p><h3 id=\"b\">B</h3><pre>Two</pre>");
        Assert.Equal(
            [new("Title", "", "p.html", "Start"), new("Title", "A", "p.html#a", "One"), new("Title", "B", "p.html#b", "Two")],
            new SitePage(document, "p.html").Entries());
    }

    private AngleSharp.Html.Dom.IHtmlDocument Finish(string article, string path = "p.html")
    {
        if (!File.Exists(folder["toc.json"])) folder.Write("toc.json", """{"items": []}""");
        var document = new HtmlParser().ParseDocument(Frame.Replace("{0}", article, StringComparison.Ordinal));
        new SitePage(document, path).Finish(Navigation.Read(folder.Path));
        return document;
    }
}
