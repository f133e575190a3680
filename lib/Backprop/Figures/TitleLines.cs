namespace Backprop.Figures;

/// <summary>Breaks a title where it is wider than a figure.</summary>
internal static class TitleLines
{
    /// <summary>In CSS pixels, at the width that figures have by default.</summary>
    public const int FontSize = 24;

    /// <summary>From one line to the next.</summary>
    public const int LineHeight = 32;

    /// <summary>As many letters as one line holds.</summary>
    private const int Letters = 68;

    public static List<string> Of(string title)
    {
        List<string> lines = [""];
        foreach (var word in title.Split(' '))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + word.Length >= Letters)
            {
                lines.Add("");
            }

            lines[^1] += lines[^1].Length > 0 ? " " + word : word;
        }

        return lines;
    }
}
