using Lectern.Execution;

namespace Lectern.Tests.Execution;

public class ScreenLineTests
{
    [Theory]
    [InlineData("as it is: größer, 𝒩, \\", "as it is: größer, 𝒩, \\")]
    [InlineData("\u001b[2J\a\b\t\u007f\u009b", "\\u001b[2J\\u0007\\u0008\\u0009\\u007f\\u009b")]
    [InlineData("a\nb\rc\u2028d\u2029e", "a\\u000ab\\u000dc\\u2028d\\u2029e")]
    public void Control_characters_are_spelt_out(string text, string line) => Assert.Equal(line, ScreenLine.Of(text));

    [Theory]
    [InlineData("first\r\nsecond", "first")]
    [InlineData("first\rsecond", "first")]
    [InlineData("first  ", "first")]
    [InlineData("", "")]
    [InlineData("\u001bfirst\n", "\\u001bfirst")]
    public void Of_a_message_the_first_line_is_shown(string message, string line) => Assert.Equal(line, ScreenLine.First(message));

    [Fact]
    public void A_long_line_is_shortened_between_two_characters()
    {
        Assert.Equal(new string('x', 1_000), ScreenLine.First(new string('x', 1_000)));
        Assert.Equal(new string('x', 1_000) + "…", ScreenLine.First(new string('x', 1_001)));
        Assert.Equal(new string('x', 999) + "…", ScreenLine.First(new string('x', 999) + "𝒩"));
    }
}
