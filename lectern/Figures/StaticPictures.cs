using System.Net;
using System.Text.RegularExpressions;

namespace Lectern.Figures;

/// <summary>
/// Gives charts the still picture that is shown where no script runs: in pages that do not trust the notebook, and before
/// plotly.js has come. It takes the place of the message that is there otherwise.
/// </summary>
internal static partial class StaticPictures
{
    /// <summary>The charts of a notebook that could have one and have none yet.</summary>
    public static NotebookFigures Wanting(NotebookFigures figures) => figures with
    {
        Figures = figures.Carrier.Length == 0 ? [] : [.. figures.Figures.Where(figure => figure.Kind == "plotly" && Message().IsMatch(figure.Html))],
    };

    /// <param name="figures">The charts that want one.</param>
    /// <param name="pictures">An SVG for each.</param>
    public static void Insert(NotebookFigures figures, IReadOnlyList<Picture> pictures)
    {
        foreach (var output in figures.Figures.Zip(pictures).GroupBy(pair => pair.First.Output))
        {
            Queue<(Figure Figure, Picture Picture)> next = new(output);
            output.Key?.Change(Message().Replace(output.Key.Html, _ => Image(next.Dequeue()), next.Count));
        }
    }

    /// <summary>Its size stands in attributes too: pages that trust nobody drop styles.</summary>
    private static string Image((Figure Figure, Picture Picture) one) => $"""
        <img class="backprop-picture" width="{one.Figure.Description?["width"]}" height="{one.Figure.Description?["height"]}" alt="{WebUtility.HtmlEncode(one.Figure.Title)}" style="display:block;max-width:100%;height:auto" src="data:image/svg+xml;base64,{Convert.ToBase64String(one.Picture.Bytes)}">
        """;

    [GeneratedRegex("""<p class="backprop-message">.*?</p>""", RegexOptions.Singleline)]
    private static partial Regex Message();
}
