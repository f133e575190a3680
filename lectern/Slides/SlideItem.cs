using Lectern.Notebooks;

namespace Lectern.Slides;

/// <summary>A part of a slide that appears as a whole.</summary>
/// <param name="Cell">Where it comes from.</param>
/// <param name="Kind">Which part of the cell it is.</param>
/// <param name="Step">How many steps after the slide it appears; 0 for what the slide begins with.</param>
internal sealed record SlideItem(Cell Cell, SlideItemKind Kind, int Step);
