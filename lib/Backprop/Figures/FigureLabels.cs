using System.Text.RegularExpressions;

namespace Backprop.Figures;

/// <summary>What is written on a figure, checked.</summary>
internal sealed partial record FigureLabels
{
    /// <summary>Checks the labels.</summary>
    /// <exception cref="ArgumentException">The name is not fit for a file name, or a text is empty.</exception>
    public FigureLabels(string name, string title, string caption)
    {
        Name = Slug().IsMatch(name ?? "")
            ? name!
            : throw new InvalidArgumentException(
                $"figure: the name \"{name}\" is to become a file name; write it in small letters, digits and single "
                + "hyphens, like \"loss-curve\"",
                nameof(name));
        Title = Text(title, nameof(title));
        Caption = Text(caption, nameof(caption));
    }

    public string Name { get; }

    public string Title { get; }

    public string Caption { get; }

    private string Text(string text, string parameter) => string.IsNullOrWhiteSpace(text)
        ? throw new InvalidArgumentException($"figure \"{Name}\": the {parameter} is empty; say what the figure shows", parameter)
        : text.Trim();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Slug();
}
