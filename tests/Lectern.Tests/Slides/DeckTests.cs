using Lectern.Slides;
using static Lectern.Tests.Slides.SlidesNotebook;

namespace Lectern.Tests.Slides;

public sealed class DeckTests
{
    [Fact]
    public void A_slide_begins_a_column_and_a_subslide_a_slide_below()
    {
        var deck = Of(Text("slide", "# A"), Text("subslide", "b"), Text("slide", "c"), Text("slide", "d"), Text("subslide", "e"));
        Assert.Equal("A0 | b0 / c0 / d0 | e0", Outline(deck));
    }

    [Fact]
    public void A_fragment_comes_with_the_next_step_and_a_cell_that_says_nothing_with_the_one_before_it() =>
        Assert.Equal(
            "A0 b1 c1 d1 e2",
            Outline(Of(Text("slide", "# A"), Text("fragment", "b"), Text("-", "c"), Text(null, "d"), Text("fragment", "e"))));

    [Fact]
    public void What_code_shows_comes_a_step_after_it() => Assert.Equal(
        "A0 1+1:1 2:2 b2 2+2:3 4:4",
        Outline(Of(Text("slide", "# A"), Code("fragment", "1+1", "2"), Text("-", "b"), Code("fragment", "2+2", "4"))));

    [Fact]
    public void Code_on_a_slide_of_its_own_stands_there_at_once() => Assert.Equal(
        "A0 | 1+1:0 2:1", Outline(Of(Text("slide", "# A"), Code("subslide", "1+1", "2"))));

    [Fact]
    public void Code_that_shows_nothing_has_no_step_for_it() => Assert.Equal(
        "A0 b:0 c1", Outline(Of(Text("slide", "# A"), Code("-", "b"), Text("fragment", "c"))));

    [Fact]
    public void Steps_are_counted_anew_on_every_slide() => Assert.Equal(
        "A0 b1 | c0 d1 / e0",
        Outline(Of(Text("slide", "# A"), Text("fragment", "b"), Text("subslide", "c"), Text("fragment", "d"), Text("slide", "e"))));

    [Fact]
    public void Notes_belong_to_the_slide_before_them_and_stand_on_none()
    {
        var deck = Of(Text("slide", "# A"), Text("subslide", "b"), Text("notes", "for b"), Text("fragment", "c"), Text("notes", "more"), Text("slide", "d"));
        Assert.Equal("A0 | b0 c1 / d0", Outline(deck));
        Assert.Equal(["", "for b, more", ""], deck!.Columns.SelectMany(column => column).Select(slide => string.Join(", ", slide.Notes.Select(cell => cell.Source))));
    }

    [Fact]
    public void Notes_before_the_first_slide_are_said_with_it()
    {
        var deck = Of(Text("notes", "to begin with"), Text("slide", "# A"), Text("notes", "then"));
        Assert.Equal("A0", Outline(deck));
        Assert.Equal(["to begin with", "then"], deck!.Columns[0][0].Notes.Select(cell => cell.Source));
    }

    [Fact]
    public void Cells_to_skip_are_left_out_wherever_they_stand() => Assert.Equal(
        "A0 | b0 c1", Outline(Of(Code("skip", "0", "0"), Text("slide", "# A"), Text("skip", "x"), Text("subslide", "b"), Text("skip", "y"), Text("fragment", "c"))));

    [Theory]
    [InlineData(null)]
    [InlineData("-")]
    [InlineData("fragment")]
    [InlineData("subslide")]
    public void The_first_cell_begins_a_slide_whatever_it_says(string? type) =>
        Assert.Equal("A0 / b0", Outline(Of(Text(type, "# A"), Text("slide", "b"))));

    [Fact]
    public void A_notebook_that_says_nothing_of_slides_makes_no_deck() => Assert.Null(Of(Text(null, "# A"), Code(null, "1", "1")));

    [Fact]
    public void A_notebook_of_nothing_but_skipped_cells_makes_no_deck() => Assert.Null(Of(Text("skip", "# A"), Code("skip", "1", "1")));

    [Fact]
    public void A_deck_is_called_as_its_first_heading_or_else_as_its_file()
    {
        Assert.Equal("A", Of(Text("slide", "# A"))!.Title);
        Assert.Equal("test", Of(Text("slide", "a"))!.Title);
    }

    private static Deck? Of(params System.Text.Json.Nodes.JsonObject[] cells) => Deck.Of(SlidesNotebook.Of(cells), "test");

    /// <summary>Columns by /, slides by |, and each item with its step.</summary>
    private static string Outline(Deck? deck) => string.Join(" / ", deck!.Columns.Select(column => string.Join(" | ", column.Select(slide =>
        string.Join(' ', slide.Items.Select(item => item.Kind switch
        {
            SlideItemKind.Text => $"{item.Cell.Source.TrimStart('#', ' ')}{item.Step}",
            SlideItemKind.Code => $"{item.Cell.Source}:{item.Step}",
            _ => $"{item.Cell.Outputs[0]!["text"]![0]}:{item.Step}",
        }))))));
}
