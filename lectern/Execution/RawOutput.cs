using System.Text;
using Lectern.Notebooks;

namespace Lectern.Execution;

/// <summary>
/// What a notebook's process writes past the console: native code does, and the programs that it starts. Jupyter and VS Code
/// lose it; here it is shown as text of the cell. A mark in it tells where a cell ends.
/// </summary>
internal static class RawOutput
{
    /// <summary>ASCII's record separator, which no text contains.</summary>
    private const char Mark = '\u001e';

    /// <summary>Called by the worker at the end of a cell.</summary>
    public static void WriteMark(Stream output)
    {
        try
        {
            output.WriteByte((byte)Mark);
            output.Flush();
        }
        catch (IOException)
        {
            // The cell closed it; the parent waits a moment and goes on.
        }
    }

    /// <summary>Reads to the end.</summary>
    /// <param name="output">The worker's standard output.</param>
    /// <param name="show">Takes each piece of text.</param>
    /// <param name="endCell">Is told of each mark.</param>
    public static async Task ReadAsync(Stream output, Func<StreamOutput, ValueTask> show, Action endCell)
    {
        using StreamReader reader = new(output, Encoding.UTF8);
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer) is > 0 and var count)
        {
            var pieces = new string(buffer, 0, count).Split(Mark);
            for (var i = 0; i < pieces.Length; i++)
            {
                if (i > 0) endCell();
                if (pieces[i].Length > 0) await show(new StreamOutput(StreamOutput.StandardOutput, pieces[i]));
            }
        }
    }
}
