using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Lectern.Figures;
using Lectern.Notebooks;

namespace Lectern.Rendering;

/// <summary>plotly.js as a file for all pages, rather than packed into the first cell of each notebook.</summary>
internal static partial class PlotlyScript
{
    /// <summary>Tells the figures that wait for it that it is there.</summary>
    private const string Announcement = """window.dispatchEvent(new Event("backprop-plotly"));""";

    /// <summary>The one that the first of some notebooks brings; null if none does.</summary>
    public static string? FromFirst(IEnumerable<Notebook> notebooks) =>
        notebooks.Select(notebook => From(FigureFinder.Find(notebook).Carrier)).FirstOrDefault(script => script is not null);

    /// <param name="carrier">The element that brings it to a notebook.</param>
    /// <returns>The text of a classic script; null if the element holds none.</returns>
    public static string? From(string carrier) => Packed().Match(carrier) is { Success: true } packed
        ? $"{Unpack(Convert.FromBase64String(packed.Groups["data"].Value))}\n{Announcement}\n"
        : null;

    private static string Unpack(byte[] packed)
    {
        using GZipStream gzip = new(new MemoryStream(packed), CompressionMode.Decompress);
        using StreamReader reader = new(gzip, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>gzip's first bytes in base64.</summary>
    [GeneratedRegex("\"(?<data>H4sI[A-Za-z0-9+/]+=*)\"")]
    private static partial Regex Packed();
}
