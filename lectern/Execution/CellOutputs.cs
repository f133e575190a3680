using System.Globalization;
using Lectern.Notebooks;

namespace Lectern.Execution;

/// <summary>
/// Gathers what one cell shows and settles it: neighbouring pieces of one stream become one text, as a screen shows it in
/// the end. A cell that never stops writing must not fill the memory, so there is an end to what is kept.
/// </summary>
internal sealed class CellOutputs
{
    private const int MaximumText = 1_000_000;
    private const int MaximumData = 100_000_000;
    private const int MaximumOutputs = 10_000;
    private const int MaximumError = 100_000;

    // The kernel keeps two or three kilobytes of everything that a cell shows until the cell ends.
    private const int EndlessText = 1_000_000;
    private const int EndlessData = 100_000;

    private readonly List<Output> settled = [];
    private ScreenText? text;
    private string stream = "";
    private int textLength;
    private int dataLength;
    private int textCount;
    private int dataCount;
    private bool isFull;

    /// <summary>Whether the cell has shown so much that it must be stopped, because its process would fill the memory.</summary>
    public bool IsEndless => textCount > EndlessText || dataCount > EndlessData;

    public void Add(Output output)
    {
        switch (output)
        {
            case StreamOutput piece:
                textCount++;
                AddText(piece);
                break;
            case ErrorOutput error:
                EndText();
                settled.Add(Shorten(error));
                break;
            case DisplayOutput { Data: var data }:
                AddData(output, data);
                break;
            case ResultOutput { Data: var data }:
                AddData(output, data);
                break;
        }
    }

    /// <summary>Shows the new value where the old one is.</summary>
    /// <returns>Whether this cell shows the value.</returns>
    public bool Update(DisplayUpdate update)
    {
        var index = settled.FindIndex(output => output is DisplayOutput { Id: { } id } && id == update.Id);
        if (index < 0) return false;

        settled[index] = new DisplayOutput(update.Data, update.Id);
        return true;
    }

    public IReadOnlyList<Output> Settle()
    {
        EndText();
        if (!isFull) return settled;

        var limits = string.Create(
            CultureInfo.InvariantCulture,
            $"{MaximumOutputs:N0} outputs, {MaximumText:N0} characters of text or {MaximumData:N0} of other outputs");
        return [.. settled, new StreamOutput(StreamOutput.StandardError, $"lectern: more than {limits}; the rest is left out\n")];
    }

    private void AddText(StreamOutput piece)
    {
        if (piece.Name != stream) EndText();
        if (settled.Count >= MaximumOutputs || textLength + (text?.Length ?? 0) > MaximumText)
        {
            isFull = true;
            return;
        }

        stream = piece.Name;
        text ??= new ScreenText();
        text.Write(piece.Text);
    }

    private void AddData(Output output, IReadOnlyDictionary<string, string> data)
    {
        EndText();
        dataCount++;
        var length = data.Values.Sum(value => (long)value.Length);
        if (settled.Count >= MaximumOutputs || dataLength + length > MaximumData)
        {
            (dataLength, isFull) = (MaximumData, true);
            return;
        }

        dataLength += (int)length;
        settled.Add(output);
    }

    private static ErrorOutput Shorten(ErrorOutput error) =>
        error with
        {
            Message = LongText.Shorten(error.Message, MaximumError),
            Traceback = [.. error.Traceback.Select(line => LongText.Shorten(line, MaximumError))],
        };

    private void EndText()
    {
        if (text?.ToString() is { Length: > 0 } shown) settled.Add(new StreamOutput(stream, shown));
        textLength += text?.Length ?? 0;
        text = null;
    }
}
