using System.Text;

namespace Lectern.Execution;

/// <summary>
/// What a screen shows in the end: a carriage return goes back to the start of the line, and what follows overwrites as
/// much as it covers. A progress bar leaves its last state.
/// </summary>
internal sealed class ScreenText
{
    private readonly StringBuilder lines = new();
    private readonly List<Rune> line = [];
    private int column;

    public int Length => lines.Length + line.Count;

    public void Write(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '\n':
                    EndLine();
                    break;
                case '\r':
                    column = 0;
                    break;
                case '\b':
                    column = Math.Max(0, column - 1);
                    break;
                default:
                    Put(rune);
                    break;
            }
        }
    }

    public override string ToString() => lines + string.Concat(line);

    private void Put(Rune rune)
    {
        if (column < line.Count) line[column] = rune;
        else line.Add(rune);
        column++;
    }

    private void EndLine()
    {
        foreach (var rune in line) lines.Append(rune);
        lines.Append('\n');
        line.Clear();
        column = 0;
    }
}
