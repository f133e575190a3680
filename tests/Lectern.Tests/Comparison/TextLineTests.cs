using Lectern.Comparison;

namespace Lectern.Tests.Comparison;

public class TextLineTests
{
    [Theory]
    [InlineData("p = 0.7826, L = 3.1775", "p = 0.7827, L = 3.1775")] // one in the last digit
    [InlineData("loss 12,345.6", "loss 12,346.7")] // a ten-thousandth
    [InlineData("0.5", "0.49999")] // of the number with more digits
    [InlineData("-0.1234", "−0.1235")]
    [InlineData("1.915e−174", "1.916E-174")]
    [InlineData("[-0.25,  1]", "[-0.251, 1]")]
    [InlineData("-0", "0")]
    [InlineData(".5", "0.5")]
    public void Numbers_may_differ_by_what_machines_round(string one, string other) => AssertAgree(true, one, other);

    [Theory]
    [InlineData("p = 0.7826", "p = 0.7828")]
    [InlineData("loss 12,345.6", "loss 12,347.9")]
    [InlineData("0.5", "-0.5")]
    [InlineData("4.248e-18", "0")] // all its digits mean something
    [InlineData("1e-3", "2e+3")]
    [InlineData("2e-5", "4e-5")]
    public void Numbers_that_differ_by_more_have_drifted(string one, string other) => AssertAgree(false, one, other);

    [Theory]
    [InlineData("4 steps", "5 steps")]
    [InlineData("100,000 steps deep", "100,001 steps deep")]
    [InlineData("12345678901234567", "12345678901234568")] // one double
    [InlineData("step 10 of 99", "step 10 of 98")]
    [InlineData("3-2", "3-3")]
    public void Whole_numbers_count_something_and_have_to_be_equal(string one, string other) => AssertAgree(false, one, other);

    [Theory]
    [InlineData("✓ dy/dx by hand and by nudging agree to 2e-11", "✓ dy/dx by hand and by nudging agree to 6e-12")]
    [InlineData("✓ dy/dx by hand and by nudging agree to 2e-11", "✓ dy/dx by hand and by nudging agree exactly")]
    [InlineData("✓ the norm is as expected, to 2e-16", "✓ the norm is exactly as expected")]
    [InlineData("✓ largest gap: 8.9e-15 ≤ 0.01", "✓ largest gap: 1.1e-14 ≤ 0.01")]
    [InlineData("1e-7          6e-11", "1e-7              0")]
    public void What_rounding_leaves_between_two_results_is_every_machines_own(string one, string other) => AssertAgree(true, one, other);

    [Theory]
    [InlineData("agree to 2e-11", "agree to 2e-5")]
    [InlineData("agree exactly", "agree to 2e-5")]
    [InlineData("agree exactly", "differ exactly")]
    public void What_is_more_than_rounding_is_not(string one, string other) => AssertAgree(false, one, other);

    [Theory]
    [InlineData("the loss is NaN", "the loss is 0")]
    [InlineData("∞", "-∞")]
    [InlineData("NaN", "nan")]
    [InlineData("h1 is 3", "h2 is 3")]
    [InlineData("1.00001x", "1.00002x")]
    [InlineData("w₁₁", "w₁₂")]
    [InlineData("5⁻¹", "5⁻²")]
    [InlineData("version 1.0.10001", "version 1.0.10002")]
    [InlineData("0xA00001", "0xA00002")]
    [InlineData("right", "wrong")]
    [InlineData("✓ right", "✗ right")]
    [InlineData("a b", "ab")]
    public void All_else_is_words_and_has_to_be_equal(string one, string other) => AssertAgree(false, one, other);

    [Theory]
    [InlineData("NaN, ∞, −∞", "NaN, ∞, −∞")]
    [InlineData("x     σ", "x  σ")]
    [InlineData("─────  ──", "───  ─────────")]
    [InlineData("[0.25  ]", "[0.25]")]
    [InlineData("(a)", "( a )")]
    public void Spaces_and_the_lengths_of_rules_are_not_compared(string one, string other) => AssertAgree(true, one, other);

    private static void AssertAgree(bool expected, string one, string other)
    {
        Assert.Equal(expected, new TextLine(one).Agrees(new TextLine(other)));
        Assert.Equal(expected, new TextLine(other).Agrees(new TextLine(one)));
        Assert.True(new TextLine(one).Agrees(new TextLine(one)));
    }
}
