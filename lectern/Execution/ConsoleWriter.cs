using System.Text;

namespace Lectern.Execution;

/// <summary>Stands in for the console, and hands on every piece of text when it is written.</summary>
internal sealed class ConsoleWriter(Action<string> write) : TextWriter
{
    /// <summary>Keeps one message small, however long a text is written at once.</summary>
    private const int MaximumLength = 1 << 16;

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>The same on every machine.</summary>
    public override string NewLine => "\n";

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value) => Write(value + NewLine);

    public override void Write(ReadOnlySpan<char> buffer)
    {
        for (; buffer.Length > MaximumLength; buffer = buffer[MaximumLength..]) write(buffer[..MaximumLength].ToString());
        if (buffer.Length > 0) write(buffer.ToString());
    }
}
