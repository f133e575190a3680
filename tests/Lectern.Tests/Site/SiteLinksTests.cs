using AngleSharp.Html.Parser;
using Lectern.Site;

namespace Lectern.Tests.Site;

public sealed class SiteLinksTests
{
    [Fact]
    public void Links_to_pages_places_files_and_other_sites_are_right() => Check(
        """<a href="02-second.html#part">a</a> <a href="#here" id="here">b</a> <img src="../a%20picture.png"> <a href="https://example.org/x">c</a> <a href="mailto:a@b.c">d</a>""");

    [Theory]
    [InlineData("03-third.html")]
    [InlineData("02-second.html#elsewhere")]
    [InlineData("#elsewhere")]
    [InlineData("../../a%20picture.jpg")]
    public void A_link_that_leads_nowhere_is_named_with_its_notebook(string link)
    {
        var exception = Assert.Throws<SiteException>(() => Check($"<a href=\"{link}\">a</a>"));
        Assert.Equal($"01-first.ipynb: the link {link} leads nowhere", exception.Message);
    }

    private static void Check(string html)
    {
        SiteLinks links = new();
        links.Add("a picture.png");
        links.Add("notebooks/01-first.html", new HtmlParser().ParseDocument(html));
        links.Add("notebooks/02-second.html", new HtmlParser().ParseDocument("<h2 id=part>Part</h2>"));
        links.Check();
    }
}
