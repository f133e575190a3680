using AngleSharp.Html.Dom;

namespace Lectern.Site;

/// <summary>The text of a page that is put into its frame when it is published.</summary>
internal static class PageText
{
    public const string Extension = ".text.html";

    private const string Attribute = "data-text";

    /// <summary>Where it goes.</summary>
    /// <param name="name">Of its file, beside the frame's.</param>
    public static string Place(string name) => $"<div {Attribute}=\"{System.Net.WebUtility.HtmlEncode(name)}\"></div>";

    /// <param name="document">The frame.</param>
    /// <param name="folder">Where its text lies.</param>
    public static void Insert(IHtmlDocument document, string folder)
    {
        if (document.QuerySelector($"[{Attribute}]") is { } place)
            place.OuterHtml = File.ReadAllText(Path.Combine(folder, place.GetAttribute(Attribute) + Extension));
    }
}
