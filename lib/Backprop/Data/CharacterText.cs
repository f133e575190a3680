using System.Collections.Frozen;
using Backprop.Errors;
using Backprop.Formatting;

namespace Backprop.Data;

/// <summary>A text as a sequence of numbers, one for each of the characters that occur in it.</summary>
[TypeFormatterSource(typeof(TextFormatterSource<CharacterText>), PreferredMimeTypes = [MimeTypes.PlainText])]
public sealed class CharacterText
{
    private readonly FrozenDictionary<char, int> numbers;

    /// <summary>Makes the numbers of a text's characters, in the characters' order.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public CharacterText(string text)
    {
        Require.NotEmpty(text);
        Text = text;
        Vocabulary = string.Concat(text.Distinct().Order());
        numbers = Vocabulary.Select((character, number) => KeyValuePair.Create(character, number)).ToFrozenDictionary();
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The characters that occur, each at the place that is its number.</summary>
    public string Vocabulary { get; }

    /// <summary>Reads the excerpt of "Moby-Dick" that ships with the course: its first nine chapters.</summary>
    /// <exception cref="FileNotFoundException">The file is not beside the assembly.</exception>
    public static CharacterText LoadMobyDick() => new(File.ReadAllText(DataFolder.PathOf("moby-dick.txt")));

    /// <summary>The numbers of a text's characters, of shape (length).</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">A character does not occur in the vocabulary.</exception>
    public Tensor Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Tensor.From([.. text.Select((character, place) => numbers.TryGetValue(character, out var number)
            ? (double)number
            : throw new InvalidArgumentException(Invariant($"text: the character '{character}' at {place} is not in the vocabulary")))]);
    }

    /// <summary>The text of numbers.</summary>
    /// <param name="symbols">Whole numbers of characters.</param>
    /// <exception cref="ArgumentException">A number is no character's.</exception>
    public string Decode(Tensor symbols)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        return string.Concat(symbols.ToArray().Select(symbol => symbol >= 0 && symbol < Vocabulary.Length
            ? Vocabulary[(int)symbol]
            : throw new InvalidArgumentException(Invariant(
                $"text: {symbol} is not the number of one of the {Vocabulary.Length} characters"))));
    }

    /// <summary>How long the text is, and how many characters it is made of.</summary>
    public override string ToString() => Invariant($"CharacterText: {Structure.Count(Text.Length, "character")}, {Vocabulary.Length} of them different");
}
