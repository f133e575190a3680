using Backprop.Teaching;

namespace Backprop.Tests.Teaching;

[Collection("Console")]
public class CheckTests
{
    [Fact]
    public void Agreement_is_a_line_with_what_was_reached()
    {
        Assert.Equal("✓ dy/dx is exactly as expected\n", Printed(() => Check.Agree("dy/dx", 2, 2, 0)));
        Assert.Equal("✓ dy/dx is as expected, to 2e-6\n", Printed(() => Check.Agree("dy/dx", 1 + 2e-6, 1, 1e-5)));
        Assert.Equal("✓ W, by hand and by the engine agree to 1e-3\n", Printed(() => Check.Agree("W, by hand and by the engine", new Tensor([2], [1, 10.01]), new Tensor([2], [1, 10]), 1e-2)));
        Assert.Equal("✓ mse: 1.5 ≤ 2\n", Printed(() => Check.AtMost("mse", 1.5, 2)));
        Assert.Equal("✓ rest: 1.5e-9 ≤ 2e-9\n", Printed(() => Check.AtMost("rest", 1.5e-9, 2e-9)));
    }

    [Fact]
    public void A_small_expectation_is_compared_absolutely_and_a_large_one_relatively()
    {
        Check.Agree("small", 1e-9, 0, 1e-8);
        Check.Agree("large", 1e9 + 1, 1e9, 1e-8);
        Assert.Throws<CheckException>(() => Check.Agree("large", 1e9 + 100, 1e9, 1e-8));
    }

    [Theory]
    [InlineData(1.5, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.NaN)]
    public void Disagreement_throws_with_what_was_found_and_expected(double found, double expected)
    {
        var error = Assert.Throws<CheckException>(() => Check.Agree("dy/dx", found, expected, 1e-3));
        Assert.Equal($"dy/dx: {found} was found where {expected} was expected; they may differ by 1e-3", error.Message);
    }

    [Fact]
    public void Disagreement_of_tensors_names_the_element()
    {
        var expected = Tensor.Zeros([2, 3]) + 2;
        var found = new Tensor([2, 3], [2, 2, 2, 2, 2.5, 2]);

        Assert.Equal(
            "W: at [1, 1], 2.5 was found where 2 was expected; they may differ by 1e-1 of the largest element, 2",
            Assert.Throws<CheckException>(() => Check.Agree("W", found, expected, 0.1)).Message);
        Assert.Equal(
            "W: shape (2, 3) was found where (3, 2) was expected",
            Assert.Throws<CheckException>(() => Check.Agree("W", found, found.Reshape(3, 2), 0.1)).Message);
        Assert.Throws<CheckException>(() => Check.Agree("W", found * double.NaN, found, 0.1));
    }

    [Fact]
    public void What_is_too_large_or_no_number_throws()
    {
        Assert.Equal(
            "mse: 3 was found, but at most 2 was expected",
            Assert.Throws<CheckException>(() => Check.AtMost("mse", 3, 2)).Message);
        Assert.Throws<CheckException>(() => Check.AtMost("mse", double.NaN, 2));
    }

    internal static string Printed(Action action)
    {
        var before = Console.Out;
        using StringWriter writer = new() { NewLine = "\n" };
        try
        {
            Console.SetOut(writer);
            action();
            return writer.ToString();
        }
        finally
        {
            Console.SetOut(before);
        }
    }
}
