using System.IO.Compression;
using Backprop.Figures.Charts;
using Backprop.Formatting;

namespace Backprop.Figures;

/// <summary>Carries plotly.js, compressed, to the page that shows it. See <see cref="Notebook.Begin"/>.</summary>
[TypeFormatterSource(
    typeof(FigureSupportFormatterSource),
    PreferredMimeTypes = [MimeTypes.Html, MimeTypes.PlainText])]
public sealed class FigureSupport : IHtml
{
    private const string Line = "Backprop is loaded, and figures can be drawn without a network.";

    private static readonly Lazy<string> Packed = new(Pack);

    internal FigureSupport()
    {
    }

    /// <summary>One element of class <c>backprop-plotly</c>: a line to read, and the script that unpacks plotly.js.</summary>
    public string ToHtml() => $"""
        <div class="backprop-plotly">
        <p>{Line}</p>
        <script>
        {Asset.Read("plotly-carrier.js")}("{Packed.Value}");
        </script>
        </div>
        """;

    /// <summary>The line to read.</summary>
    public override string ToString() => Line;

    private static string Pack()
    {
        using MemoryStream packed = new();
        using (var script = ChartRenderer.Plotly.OpenScript())
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            script.CopyTo(gzip);
        }

        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }
}
