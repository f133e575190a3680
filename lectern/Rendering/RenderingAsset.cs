namespace Lectern.Rendering;

/// <summary>The files in Assets, which lie in the assembly.</summary>
internal static class RenderingAsset
{
    /// <summary>What sets formulas: a function of MathJax's address and the formulas.</summary>
    public static readonly string MathJax = Read("mathjax.js").TrimEnd().TrimEnd(';');

    /// <summary>How cells look, on light pages and on dark ones. Pages and slides bring it as a style sheet.</summary>
    public static readonly string CellStyle = Read("cells.css");

    private static string Read(string name)
    {
        using var stream = typeof(RenderingAsset).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the assembly holds no \"{name}\"");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
