using Lectern.Execution;
using Lectern.Notebooks;

namespace Lectern.Tests.Execution;

public class CellOutputsTests
{
    private readonly CellOutputs outputs = new();

    [Fact]
    public void Neighbouring_pieces_of_one_stream_become_one_and_the_order_stays()
    {
        DisplayOutput five = new(new Dictionary<string, string> { ["text/plain"] = "5" });
        Write("stdout", "a", "b\n", "c");
        Write("stderr", "!");
        Write("stdout", "d");
        outputs.Add(five);
        Write("stdout", "\re\r", "f");

        Assert.Equal(
            [new StreamOutput("stdout", "ab\nc"), new StreamOutput("stderr", "!"), new StreamOutput("stdout", "d"), five, new StreamOutput("stdout", "f")],
            outputs.Settle());
    }

    [Fact]
    public void A_text_without_end_is_kept_up_to_a_limit_and_the_reader_is_told()
    {
        for (var i = 0; i < 300; i++) Write("stdout", new string('x', 10_000));

        var settled = outputs.Settle().Cast<StreamOutput>().ToArray();
        Assert.InRange(settled[0].Text.Length, 1_000_000, 1_010_000);
        Assert.Contains("the rest is left out", settled[1].Text, StringComparison.Ordinal);
        Assert.Equal(2, settled.Length);
    }

    [Fact]
    public void A_progress_bar_may_go_on_for_as_long_as_it_likes()
    {
        for (var i = 0; i < 300; i++) Write("stdout", '\r' + new string('x', 10_000));

        Assert.Equal([new StreamOutput("stdout", new string('x', 10_000))], outputs.Settle());
    }

    [Fact]
    public void Displays_without_end_are_kept_up_to_a_limit()
    {
        Dictionary<string, string> data = new() { ["text/html"] = new string('x', 10_000_000) };
        for (var i = 0; i < 20; i++) outputs.Add(new DisplayOutput(data));

        Assert.Equal(10, outputs.Settle().OfType<DisplayOutput>().Count());
        Assert.Single(outputs.Settle().OfType<StreamOutput>());
    }

    [Fact]
    public void Small_values_without_end_are_kept_up_to_a_limit_and_at_last_the_cell_is_called_endless()
    {
        DisplayOutput x = new(new Dictionary<string, string> { ["text/plain"] = "x" });
        for (var i = 0; i < 100_000; i++) outputs.Add(x);

        Assert.False(outputs.IsEndless);
        Assert.Equal(10_000, outputs.Settle().OfType<DisplayOutput>().Count());
        Assert.Contains("the rest is left out", Assert.Single(outputs.Settle().OfType<StreamOutput>()).Text, StringComparison.Ordinal);

        outputs.Add(x);
        Assert.True(outputs.IsEndless);
    }

    [Fact]
    public void Two_streams_that_take_turns_are_kept_up_to_a_limit()
    {
        for (var i = 0; i < 20_000; i++) Write(i % 2 == 0 ? "stdout" : "stderr", "x");

        Assert.InRange(outputs.Settle().Count, 10_000, 10_002);
    }

    [Fact]
    public void Text_in_a_million_pieces_is_enough()
    {
        for (var i = 0; i < 1_000_000; i++) Write("stdout", "x\r");

        Assert.False(outputs.IsEndless);
        Write("stdout", "x");
        Assert.True(outputs.IsEndless);
    }

    [Fact]
    public void A_long_error_is_shortened()
    {
        outputs.Add(new ErrorOutput("Exception", new string('x', 10_000_000), ["Exception: " + new string('x', 10_000_000)]));

        var error = Assert.IsType<ErrorOutput>(Assert.Single(outputs.Settle()));
        Assert.Equal(new string('x', 100_000) + "…", error.Message);
        Assert.Equal(100_001, Assert.Single(error.Traceback).Length);
    }

    private void Write(string stream, params string[] pieces)
    {
        foreach (var piece in pieces) outputs.Add(new StreamOutput(stream, piece));
    }
}
