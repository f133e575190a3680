using System.Text;

namespace Lectern.Site;

/// <summary>A file of the site, or of what it is made from.</summary>
/// <param name="Path">Seen from the folder, with slashes.</param>
/// <param name="Bytes">What it holds.</param>
internal sealed record SiteFile(string Path, byte[] Bytes)
{
    public SiteFile(string path, string text) : this(path, Encoding.UTF8.GetBytes(text))
    {
    }
}
