using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Lectern.Rendering;

/// <summary>plotly.js as a file for all pages, rather than packed into the first cell of each notebook.</summary>
internal static partial class PlotlyScript
{
    /// <summary>Tells the figures that wait for it that it is there.</summary>
    private const string Announcement = """window.dispatchEvent(new Event("backprop-plotly"));""";

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
