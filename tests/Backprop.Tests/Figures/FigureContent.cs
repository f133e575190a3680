using System.Text.Json;
using System.Text.RegularExpressions;
using Backprop.Figures;

namespace Backprop.Tests.Figures;

/// <summary>Reads what a figure's HTML carries.</summary>
internal static partial class FigureContent
{
    public static JsonElement Description(string html) => JsonDocument.Parse(Json().Match(html).Groups[1].Value).RootElement;

    public static JsonElement Of(Figure figure) => Description(figure.ToHtml()).GetProperty("content");

    public static JsonElement[] Traces(JsonElement content) => [.. content.GetProperty("data").EnumerateArray()];

    public static double[] Numbers(JsonElement content, int trace, string axis) => Numbers(Traces(content)[trace].GetProperty(axis));

    public static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetDouble())];

    public static string? Text(JsonElement element, params string[] path) =>
        path.Aggregate(element, (inner, key) => inner.GetProperty(key)).GetString();

    public static string Error(Func<Figure> plot) => Assert.Throws<InvalidArgumentException>(plot).Message;

    [GeneratedRegex("<script type=\"application/json\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Json();
}
