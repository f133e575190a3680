namespace Lectern.Slides;

/// <summary>What all decks share.</summary>
internal static class SharedFiles
{
    public const string Folder = "public";
    public const string CellStyle = "cells.css";
    public const string DeckStyle = "deck.css";
    public const string StageScript = "stage.js";
    public const string DeckScript = "deck.js";
    public const string Plotly = "plotly.min.js";
}
