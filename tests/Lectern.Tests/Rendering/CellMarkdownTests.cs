using Lectern.Notebooks;
using Lectern.Rendering;
using Lectern.Tests.Course;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Lectern.Tests.Rendering;

public sealed class CellMarkdownTests
{
    [Theory]
    [InlineData("Let $x$ be a number, and $y_1 * y_2$ another.", "$x$ $y_1 * y_2$")]
    [InlineData("Then\n\n$$L = \\frac12$$\n\nholds.", "$$L = \\frac12$$")]
    [InlineData("Then\n$$\na +\nb\n$$\nholds.", "$$a +\nb$$")]
    [InlineData("Then $$a +\nb$$ holds.", "$$a +\nb$$")]
    [InlineData("| a | b |\n|---|---|\n| $|x|$ | $y$ |", "$|x|$ $y$")]
    [InlineData("- one $a$\n- two\n\n  $$b$$", "$a$ $$b$$")]
    [InlineData("the $n$th of 2$x$", "$n$ $x$")]
    [InlineData("where $L = $ the loss", "$L =$")]
    [InlineData("over $a +\nb$ lines", "$a +\nb$")]
    [InlineData("$$a$$, $b\\$c$, $$\\text{costs \\$5}$$", "$$a$$ $b\\$c$ $$\\text{costs \\$5}$$")]
    [InlineData("**bold $a$** and [a link $b$](to.md)", "$a$ $b$")]
    public void A_formula_is_found_wherever_it_stands(string text, string formulas) => Assert.Equal(formulas, Formulas(text));

    [Theory]
    [InlineData(@"It costs \$5 and \$6.")]
    [InlineData("It costs $5 and $6.")]
    [InlineData("It costs $5-$6, or US$7.")]
    [InlineData("A single $ sign, $ another, and a double $$ one")]
    [InlineData("The code `$x$` and\n\n```\n$y$\n```")]
    [InlineData("    $x$ in a block of code")]
    public void What_is_no_formula_stays_as_it_is(string text) => Assert.Equal("", Formulas(text));

    [Fact]
    public void No_dollar_sign_of_the_course_is_left_in_the_text()
    {
        var texts = from name in CourseNotebook.CourseNames.Concat(CourseNotebook.SolutionNames)
                    from cell in Notebook.Read(Path.Combine(CourseNotebook.Home, name + ".ipynb")).Cells
                    where cell.IsMarkdown
                    from literal in CellMarkdown.Parse(cell.Source).Descendants<LiteralInline>()
                    select $"{name}: {literal.Content}";
        Assert.DoesNotContain(texts, text => text.Contains('$', StringComparison.Ordinal));
    }

    private static string Formulas(string text) => string.Join(' ', CellMarkdown.Formulas(TestCell.Markdown(text)));
}
