using Backprop.Errors;

namespace Backprop.Figures;

/// <summary>A page that holds all that its figures need.</summary>
internal static class FigurePage
{
    public static void Save(string path, IReadOnlyList<Figure> figures, string? body = null)
    {
        Require.NotEmpty(path);
        if (Path.GetExtension(path).ToUpperInvariant() is not (".HTML" or ".HTM"))
        {
            throw new InvalidArgumentException(
                $"figure \"{figures[0].Name}\": it is saved as a page, and \"{path}\" does not end in .html; "
                + "lectern figures writes SVG, PNG and PDF",
                nameof(path));
        }

        var partial = Invariant($"{path}.{Environment.ProcessId}.tmp");
        try
        {
            File.WriteAllText(partial, Write(figures, body ?? figures[0].ToHtml()));
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static string Write(IReadOnlyList<Figure> figures, string body) => Invariant($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>{FigureHtml.Escape(figures[0].Title)}</title>
        </head>
        <body style="display:flex;justify-content:center">
        <div style="display:none">{(figures.Any(figure => figure.Drawing.NeedsPlotly) ? new FigureSupport().ToHtml() : "")}</div>
        <div style="flex:0 1 {(figures.Count == 1 ? Drawing.DefaultWidth : 2 * Drawing.DefaultWidth)}px">{body}</div>
        </body>
        </html>

        """);
}
