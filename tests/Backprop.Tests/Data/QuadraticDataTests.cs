using Backprop.Data;

namespace Backprop.Tests.Data;

public class QuadraticDataTests
{
    [Fact]
    public void The_file_that_ships_is_what_seed_1_draws()
    {
        var shipped = QuadraticData.Load();
        var drawn = QuadraticData.Generate(new Generator(1));
        Assert.Equal(drawn.X.ToArray(), shipped.X.ToArray());
        Assert.Equal(drawn.Y.ToArray(), shipped.Y.ToArray());
    }

    [Fact]
    public void The_places_go_from_minus_10_to_9_9_in_steps_of_a_tenth()
    {
        var x = QuadraticData.Load().X;
        Assert.Equal([200, 1], x.Shape);
        Assert.Equal(-10, x.Data[0]);
        Assert.Equal(9.9, x.Data[^1]);
        Assert.All(Enumerable.Range(0, 199), i => Assert.Equal(0.1, x.Data[i + 1] - x.Data[i], 1e-12));
    }

    [Fact]
    public void A_line_that_is_no_pair_of_numbers_is_named() =>
        Assert.Equal(
            "quadratic.csv, line 3: two numbers are expected, not \"1;2\"",
            Assert.Throws<FormatException>(() => QuadraticData.Parse(["x,y", "1,2", "1;2"])).Message);
}
