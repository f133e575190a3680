using Backprop.Data;

namespace Backprop.Tests.Data;

public class ShippedDataTests
{
    [Fact]
    public void Digits_are_all_there_and_look_like_digits()
    {
        var digits = Digits.Load();

        Assert.Equal((new Shape(1797, 8, 8), new Shape(1797)), (digits.Images.Shape, digits.Classes.Shape));
        Assert.Equal((0, 1), (digits.Images.Min().Item(), digits.Images.Max().Item()));
        // The set's description counts 178, 182, 177, 183, 181, 182, 181, 179, 174 and 180 of them.
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], Tensor.OneHot(digits.Classes, 10).Sum(0).ToArray());
        Assert.Equal([0, 0, 5, 13, 9, 1, 0, 0], (digits.Images[0, 0] * 16).ToArray());
    }

    [Fact]
    public void Names_are_all_there()
    {
        var names = Names.Load();

        Assert.Equal((4951, "Aaren"), (names.Count, names[0]));
        Assert.All(names, name => Assert.Matches("^[A-Z][A-Za-z' -]+$", name));
    }

    [Fact]
    public void Text_becomes_numbers_and_text_again()
    {
        var text = CharacterText.LoadMobyDick();

        Assert.Contains("Call me Ishmael.", text.Text, StringComparison.Ordinal);
        Assert.Equal("Call me", text.Decode(text.Encode("Call me")));
        Assert.Equal(text.Vocabulary.Length, text.Encode(text.Text).Max().Item() + 1);
        Assert.Equal("text: the character '\u03b2' at 1 is not in the vocabulary", Assert.Throws<InvalidArgumentException>(() => text.Encode("a\u03b2")).Message);
        Assert.Throws<InvalidArgumentException>(() => text.Decode(-1));
    }
}
