namespace Lectern.Notebooks;

/// <summary>What a value that was shown before is to show from now on.</summary>
/// <param name="Data">The new value by mime type.</param>
/// <param name="Id">That of the <see cref="DisplayOutput"/>, in this cell or in one that ran before.</param>
internal sealed record DisplayUpdate(IReadOnlyDictionary<string, string> Data, string Id);
