using Lectern.Notebooks;

namespace Lectern.Slides;

/// <summary>One slide.</summary>
/// <param name="Items">What stands on it, in the order in which it appears.</param>
/// <param name="Notes">What the speaker alone sees.</param>
internal sealed record Slide(IReadOnlyList<SlideItem> Items, IReadOnlyList<Cell> Notes);
