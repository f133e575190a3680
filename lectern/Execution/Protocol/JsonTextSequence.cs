using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Lectern.Notebooks;

namespace Lectern.Execution.Protocol;

/// <summary>
/// Messages as an RFC 7464 JSON text sequence: a record separator, JSON, a newline. The separator cannot occur in JSON, so
/// text that the notebook's code writes past the console (native code does) is told apart from messages, and shown.
/// </summary>
internal static class JsonTextSequence
{
    private const byte RecordSeparator = 0x1E;
    private const byte NewLine = (byte)'\n';

    public static byte[] Encode(WorkerMessage message) =>
        [RecordSeparator, .. JsonSerializer.SerializeToUtf8Bytes(message, ProtocolJson.Default.WorkerMessage), NewLine];

    public static byte[] Encode(RunCell request) =>
        [RecordSeparator, .. JsonSerializer.SerializeToUtf8Bytes(request, ProtocolJson.Default.RunCell), NewLine];

    public static RunCell DecodeRequest(string line) =>
        JsonSerializer.Deserialize(line.TrimStart((char)RecordSeparator), ProtocolJson.Default.RunCell)!;

    /// <summary>The messages that arrive; text between them as output of the cell.</summary>
    public static async IAsyncEnumerable<WorkerMessage> ReadAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var reader = PipeReader.Create(stream);
        var decoder = Encoding.UTF8.GetDecoder(); // keeps the first half of a character that arrives in two
        ReadResult read;
        do
        {
            read = await reader.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            while (TryTake(ref rest, read.IsCompleted, out var piece))
            {
                if (Decode(piece, decoder) is { } message) yield return message;
            }

            reader.AdvanceTo(rest.Start, rest.End);
        }
        while (!read.IsCompleted);
    }

    /// <summary>Takes the next message, or the text up to it, off the buffer.</summary>
    private static bool TryTake(ref ReadOnlySequence<byte> rest, bool isLast, out ReadOnlySequence<byte> piece)
    {
        piece = default;
        if (rest.IsEmpty) return false;

        var isRecord = rest.FirstSpan[0] == RecordSeparator;
        var end = isRecord ? rest.PositionOf(NewLine) : rest.PositionOf(RecordSeparator);
        if (isRecord && end is null && !isLast) return false;

        var next = end is not { } found ? rest.End : isRecord ? rest.GetPosition(1, found) : found;
        piece = rest.Slice(0, next);
        rest = rest.Slice(next);
        return true;
    }

    private static WorkerMessage? Decode(ReadOnlySequence<byte> piece, Decoder decoder)
    {
        var isRecord = piece.FirstSpan[0] == RecordSeparator;
        return isRecord && TryParse(piece.Slice(1), out var message) ? message : DecodeText(piece, decoder);
    }

    private static bool TryParse(ReadOnlySequence<byte> json, out WorkerMessage? message)
    {
        message = null;
        try
        {
            Utf8JsonReader reader = new(json);
            message = JsonSerializer.Deserialize(ref reader, ProtocolJson.Default.WorkerMessage);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return false; // a message that another text broke into, or that the worker could not finish
        }
    }

    private static CellOutput? DecodeText(ReadOnlySequence<byte> bytes, Decoder decoder)
    {
        ArrayBufferWriter<char> text = new();
        decoder.Convert(bytes, text, flush: false, out _, out _);
        return text.WrittenCount == 0
            ? null
            : new CellOutput(new StreamOutput(StreamOutput.StandardOutput, text.WrittenSpan.ToString()));
    }
}
