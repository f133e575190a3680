using Backprop.Teaching;

namespace Backprop.Tests.Teaching;

[Collection("Console")]
public class ProgressBarTests
{
    [Fact]
    public void It_counts_every_step_and_ends_full()
    {
        List<int> steps = [];
        var printed = CheckTests.Printed(() => steps.AddRange(ProgressBar.Steps(25_000)));

        Assert.Equal(Enumerable.Range(0, 25_000), steps);
        Assert.EndsWith($"\r{new string('█', 40)} 25,000 of 25,000 steps\n", printed, StringComparison.Ordinal);
        Assert.Equal(41, printed.Count(character => character == '\r'));
    }

    [Fact]
    public void No_steps_are_done_at_once() =>
        Assert.EndsWith(" 0 of 0 steps\n", CheckTests.Printed(() => Assert.Empty(ProgressBar.Steps(0))), StringComparison.Ordinal);

    [Fact]
    public void A_negative_number_of_steps_is_refused() =>
        Assert.Throws<OutOfRangeException>(() => ProgressBar.Steps(-1));
}
