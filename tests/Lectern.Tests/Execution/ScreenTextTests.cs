using Lectern.Execution;

namespace Lectern.Tests.Execution;

public class ScreenTextTests
{
    [Theory]
    [InlineData("plain\ntext", "plain\ntext")]
    [InlineData("10 %\r20 %\r100 %\n", "100 %\n")]
    [InlineData("a long line\rshort\n", "shortg line\n")]
    [InlineData("windows\r\nline\r\n", "windows\nline\n")]
    [InlineData("first\nsecond\rS\n", "first\nSecond\n")]
    [InlineData("ends here\r", "ends here")]
    [InlineData("abc\b\bX", "aXc")]
    [InlineData("\b\ba", "a")]
    [InlineData("🟩🟩\r🟥", "🟥🟩")]
    [InlineData("\r\n", "\n")]
    public void A_text_is_what_a_screen_shows_in_the_end(string written, string shown)
    {
        ScreenText whole = new();
        whole.Write(written);
        Assert.Equal(shown, whole.ToString());

        ScreenText pieces = new();
        foreach (var rune in written.EnumerateRunes()) pieces.Write(rune.ToString());
        Assert.Equal(shown, pieces.ToString());
    }
}
