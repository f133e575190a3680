namespace Lectern.Slides;

/// <summary>The files in Assets, which lie in the assembly.</summary>
internal static class SlidesAsset
{
    /// <summary>What lays slides out.</summary>
    public static readonly string StageScript = EmbeddedFile.Text(SharedFiles.StageScript);

    /// <summary>What makes a deck of a page with slides.</summary>
    public static readonly string DeckScript = EmbeddedFile.Text(SharedFiles.DeckScript);

    public static readonly string Style = EmbeddedFile.Text(SharedFiles.DeckStyle);

    /// <summary>What stands on the page beside the slides: the bar below them, the list of keys, and the window of the notes.</summary>
    public static readonly string Frame = EmbeddedFile.Text("deck.html");
}
