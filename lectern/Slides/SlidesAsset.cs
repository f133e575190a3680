namespace Lectern.Slides;

/// <summary>The files in Assets, which lie in the assembly.</summary>
internal static class SlidesAsset
{
    /// <summary>What lays slides out.</summary>
    public static readonly string StageScript = Read(SharedFiles.StageScript);

    /// <summary>What makes a deck of a page with slides.</summary>
    public static readonly string DeckScript = Read(SharedFiles.DeckScript);

    public static readonly string Style = Read(SharedFiles.DeckStyle);

    /// <summary>What stands on the page beside the slides: the bar below them, the list of keys, and the window of the notes.</summary>
    public static readonly string Frame = Read("deck.html");

    private static string Read(string name)
    {
        using var stream = typeof(SlidesAsset).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the assembly holds no \"{name}\"");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
