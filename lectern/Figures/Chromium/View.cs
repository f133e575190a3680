namespace Lectern.Figures.Chromium;

/// <summary>What a page is looked at through.</summary>
/// <param name="Width">In CSS pixels.</param>
/// <param name="Height">In CSS pixels.</param>
/// <param name="Scale">How many pixels of a screenshot one CSS pixel is wide.</param>
internal sealed record View(int Width, int Height, int Scale = 1);
