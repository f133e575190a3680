using System.Text;
using Lectern.Execution;

namespace Lectern.Tests.Execution;

public class RawOutputTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100_000)]
    public async Task Text_and_the_ends_of_cells_are_told_apart_however_they_arrive(int chunk)
    {
        MemoryStream written = new();
        written.Write("native é𝒩\n"u8);
        RawOutput.WriteMark(written);
        RawOutput.WriteMark(written);
        written.Write("more"u8);

        StringBuilder seen = new();
        await RawOutput.ReadAsync(
            new SlowStream(written.ToArray(), chunk),
            output =>
            {
                seen.Append(output.Text);
                return ValueTask.CompletedTask;
            },
            () => seen.Append('|'));
        Assert.Equal("native é𝒩\n||more", seen.ToString());
    }

    /// <summary>Gives a few bytes at a time, as a pipe may.</summary>
    private sealed class SlowStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(chunk, buffer.Length)], cancellationToken);
    }
}
