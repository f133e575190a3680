using Lectern.Notebooks;
using Lectern.Site;

namespace Lectern.Outputs;

/// <summary>The folders of the website: what docfx reads, and what is published.</summary>
/// <param name="root">The folder of both.</param>
internal sealed class SiteFolder(string root)
{
    private const string SourceName = "pages-source";
    private const string PagesName = "pages";

    private const string Marker = "obj.txt";

    private const string MarkerText = "docfx works in the folder obj beside this file. lectern deletes it, and makes it anew, whenever it makes the pages.\n";

    private readonly OwnFiles source = new(Path.Combine(root, SourceName));
    private readonly OwnFiles pages = new(Path.Combine(root, PagesName));

    /// <summary>The first page.</summary>
    public string Index => Path.Combine(Pages, "index.html");

    public string Source => Path.Combine(root, SourceName);

    public string Pages => Path.Combine(root, PagesName);

    /// <summary>Where docfx works.</summary>
    public string Staging => Path.Combine(Source, SiteSource.Staging);

    /// <summary>Empties the folder that docfx works in.</summary>
    /// <exception cref="IOException">It is another's, or one of the folders cannot be written.</exception>
    public void Prepare()
    {
        AtomicFile.RequireWritableFolder(Source);
        AtomicFile.RequireWritableFolder(Pages);
        if (Directory.Exists(Staging) && !File.Exists(Path.Combine(Source, Marker)))
            throw new IOException($"{Staging} was not made by lectern: move it away, or choose another --out");

        source.Write(Marker, MarkerText);
        if (Directory.Exists(Staging)) Directory.Delete(Staging, recursive: true);
        Directory.CreateDirectory(Staging);
    }

    /// <exception cref="IOException">A file is not lectern's, or cannot be written.</exception>
    public void WriteSource(IEnumerable<SiteFile> files) => source.WriteAll([.. files.Append(new SiteFile(Marker, MarkerText)).Select(Parts)]);

    /// <exception cref="IOException">A file is not lectern's, or cannot be written.</exception>
    public void Publish() => pages.WriteAll([.. PublishedSite.Files(Source).Select(Parts)]);

    private static (string, byte[]) Parts(SiteFile file) => (file.Path, file.Bytes);
}
