using System.Text;
using Lectern.Execution.Protocol;
using Lectern.Notebooks;

namespace Lectern.Tests.Execution;

public class JsonTextSequenceTests
{
    private static readonly CellOutput Message = new(new StreamOutput("stderr", "a\n\u001e<é𝒩>"));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task Messages_and_what_is_written_between_them_are_told_apart_however_they_arrive(int chunk)
    {
        byte[] bytes =
        [
            .. Encoding.UTF8.GetBytes("native é\n"), .. JsonTextSequence.Encode(Message), .. JsonTextSequence.Encode(new CellEnded()),
            .. Encoding.UTF8.GetBytes("{}\n"), .. JsonTextSequence.Encode(new WorkerReady()),
        ];

        var (messages, text) = await ReadAsync(new SlowStream(bytes, chunk));
        Assert.Equal([Message, new CellEnded(), new WorkerReady()], messages);
        Assert.Equal("native é\n{}\n", text);
    }

    [Fact]
    public async Task A_message_that_is_broken_or_cut_off_is_text()
    {
        byte[] bytes = [.. "\u001e{\"$type\":\"ou\n"u8, .. JsonTextSequence.Encode(new CellEnded()), .. "\u001e{\"$ty"u8];

        var (messages, text) = await ReadAsync(new MemoryStream(bytes));
        Assert.Equal([new CellEnded()], messages);
        Assert.Equal("\u001e{\"$type\":\"ou\n\u001e{\"$ty", text);
    }

    private static async Task<(List<WorkerMessage> Messages, string Text)> ReadAsync(Stream stream)
    {
        List<WorkerMessage> messages = [];
        StringBuilder text = new();
        await foreach (var message in JsonTextSequence.ReadAsync(stream, TestContext.Current.CancellationToken))
        {
            if (message is CellOutput { Output: StreamOutput { Name: "stdout" } output }) text.Append(output.Text);
            else messages.Add(message);
        }

        return (messages, text.ToString());
    }

    /// <summary>Gives a few bytes at a time, as a pipe may.</summary>
    private sealed class SlowStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(chunk, buffer.Length)], cancellationToken);
    }
}
