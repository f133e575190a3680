using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Lectern.Figures;
using Lectern.Pages;

namespace Lectern.Tests.Pages;

public class PageTests
{
    private const string Carrier = "<div class=\"backprop-plotly\"><script>1 < 2 && 3</script></div>";

    private static readonly Figure Loss = new("loss", "Loss & <co>", "<div class=\"backprop-figure\"><script>4 < 5</script></div>");
    private static readonly Figure Fit = new("fit", "The fit", "<div class=\"backprop-figure\">fit</div>");

    [Fact]
    public void A_figures_page_stands_by_itself()
    {
        var html = FigurePage.Write(new NotebookFigures(Carrier, [Loss, Fit]), Loss);
        var page = new HtmlParser().ParseDocument(html);

        Assert.StartsWith("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">", html, StringComparison.Ordinal);
        Assert.Equal("Loss & <co>", page.Title);
        Assert.Contains(Carrier, html, StringComparison.Ordinal);
        Assert.Contains(Loss.Html, html, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll(".backprop-figure"));
        AssertOffline(page);
    }

    [Fact]
    public void The_index_shows_all_figures_by_notebook_and_the_carrier_once()
    {
        var page = new HtmlParser().ParseDocument(IndexPage.Write(
        [
            Chapter("01-first", "First", null, "", Loss),
            Chapter("solutions/01-first", "Solutions <1>", "cell 2: <Error>", Carrier, Fit, Loss),
            Chapter("03-third", "Third", null, Carrier),
        ]));

        Assert.Single(page.QuerySelectorAll(".backprop-plotly"));
        Assert.Equal(["First", "Solutions <1>", "Third"], page.QuerySelectorAll("section h2").Select(heading => heading.TextContent));
        Assert.Equal([1, 2, 0], page.QuerySelectorAll("section").Select(section => section.QuerySelectorAll(".backprop-figure").Length));
        Assert.Equal("Stopped at cell 2: <Error>", page.QuerySelector(".failed")?.TextContent);
        Assert.Equal(
            ["notebooks/x.ipynb", "figures/x/fit.html", "figures/x/loss.html"],
            page.QuerySelectorAll("section:nth-of-type(2) a").Select(link => link.GetAttribute("href")));
        AssertOffline(page);
    }

    [Fact]
    public void Every_entry_of_the_contents_leads_to_its_place()
    {
        var page = new HtmlParser().ParseDocument(IndexPage.Write(
            [Chapter("a", "A", null, "", Loss, Fit), Chapter("solutions/a", "A again", null, "", Loss)]));

        string[] targets = [.. page.QuerySelectorAll("nav a").Select(link => link.GetAttribute("href")!)];
        Assert.Equal(["#a", "#a--loss", "#a--fit", "#solutions-a", "#solutions-a--loss"], targets);
        Assert.All(targets, target => Assert.Single(page.QuerySelectorAll(target)));
    }

    private static Chapter Chapter(string name, string title, string? failure, string carrier, params Figure[] figures) =>
        new(name, title, "notebooks/x.ipynb", "figures/x", failure, new NotebookFigures(carrier, figures));

    private static void AssertOffline(IDocument page)
    {
        Assert.Empty(page.QuerySelectorAll("link, img, iframe, [src]"));
        Assert.DoesNotContain(page.QuerySelectorAll("style"), style => style.TextContent.Contains("url(", StringComparison.Ordinal));
    }
}
