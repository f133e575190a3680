namespace Lectern.Figures;

/// <summary>A figure drawn.</summary>
/// <param name="FileName">With extension.</param>
/// <param name="Bytes">The file.</param>
internal sealed record Picture(string FileName, byte[] Bytes);
