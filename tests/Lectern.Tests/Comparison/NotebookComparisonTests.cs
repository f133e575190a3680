using System.Text.Json.Nodes;
using Lectern.Comparison;
using Lectern.Figures;
using Lectern.Notebooks;
using Lectern.Tests.Figures;

namespace Lectern.Tests.Comparison;

/// <summary>What <c>lectern check</c> finds in a notebook that has run, beside the same notebook in git.</summary>
public class NotebookComparisonTests
{
    /// <summary>The header of a PNG of one pixel, which is all that is read of it.</summary>
    private static readonly byte[] Png = [.. new byte[16], 0, 0, 0, 1, 0, 0, 0, 1];

    private static readonly Output[][] Course =
    [
        [new ResultOutput(new Dictionary<string, string> { ["text/html"] = "<p>Loaded.</p>", ["text/plain"] = "Loaded." })],
        [new StreamOutput("stdout", "before\n"), Figure("curve", [1, 2, 3]), new StreamOutput("stdout", "p = 0.7826\n\nL = 3.1775\n")],
        [new ErrorOutput("Exception", "wrong", ["Exception: wrong", "  at cell 3, line 1"])],
        [Figure("left", [1]), Figure("right", [2])],
    ];

    [Fact]
    public void A_notebook_that_shows_what_git_has_has_not_drifted() => Assert.Empty(Compare(Kept(Course), Run(Course)));

    [Fact]
    public void A_changed_word_is_shown_old_beside_new_with_the_lines_that_differ_alone() => AssertDrift(
        Compare(Kept(Course), Changed(1, Course[1][0], Course[1][1], new StreamOutput("stdout", "q = 0.7826\nL = 3.1775\nmore\n"))),
        "cell 2 (id \"code-1\")", "- p = 0.7826", "+ q = 0.7826", "+ more");

    [Fact]
    public void The_plain_text_of_a_value_and_an_error_are_compared_as_well()
    {
        Dictionary<string, string> data = new() { ["text/html"] = "<p>Loaded.</p>", ["text/plain"] = "Not loaded." };
        AssertDrift(
            Compare(Kept(Course), Changed(0, new ResultOutput(data))),
            "cell 1 (id \"code-0\")", "- Loaded.", "+ Not loaded.");
        AssertDrift(
            Compare(Kept(Course), Changed(2, new ErrorOutput("Exception", "wrong", ["Exception: wrong", "  at cell 3, line 2"]))),
            "cell 3 (id \"code-2\")", "-   at cell 3, line 1", "+   at cell 3, line 2");
    }

    [Fact]
    public void An_output_of_another_kind_or_in_another_place_has_drifted()
    {
        AssertDrift(
            Compare(Kept(Course), Changed(0, new StreamOutput("stdout", "Loaded."))),
            "cell 1 (id \"code-0\")", "- (execute_result, text/plain)", "+ (stdout)");
        AssertDrift(
            Compare(Kept(Course), Changed(3, Course[3][1], Course[3][0])),
            "cell 4 (id \"code-3\")", "- figure \"left\"", "+ figure \"left\"");
    }

    [Fact]
    public void What_git_has_in_forms_that_are_not_kept_there_has_drifted()
    {
        var drift = Assert.Single(Compare(Run(Course), Run(Course)), drift => drift.Place.StartsWith("cell 1", StringComparison.Ordinal));
        Assert.Equal(["- (execute_result, text/html, text/plain)", "+ (execute_result, text/plain)"], drift.Lines);
    }

    [Fact]
    public void Of_a_figure_it_says_where_its_data_differ_first()
    {
        AssertDrift(
            Compare(Kept(Course), Changed(3, Course[3][0], Figure("right", [2.5]))),
            "cell 4 (id \"code-3\")", "figure \"right\", content.data[0]: 2 → 2.5");
        AssertDrift(
            Compare(Kept(Course), Changed(3, Course[3][0], Figure("right", [2, 3]))),
            "cell 4 (id \"code-3\")", "figure \"right\", content.data: 1 item → 2 items");
        Assert.Empty(Compare(Kept(Course), Changed(3, Course[3][0], Figure("right", [2.0001]))));
    }

    [Fact]
    public void A_figure_that_is_missing_or_new_or_has_another_name_has_drifted()
    {
        AssertDrift(Compare(Kept(Course), Changed(3, Course[3][1])), "cell 4 (id \"code-3\")", "- figure \"left\"");
        AssertDrift(
            Compare(Kept(Course), Changed(3, [.. Course[3], Figure("middle", [3])])), "cell 4 (id \"code-3\")", "+ figure \"middle\"");
        AssertDrift(
            Compare(Kept(Course), Changed(3, Course[3][0], Figure("wrong", [2]))),
            "cell 4 (id \"code-3\")", "- figure \"right\"", "+ figure \"wrong\"");
    }

    [Fact]
    public void A_cell_that_shows_the_same_under_another_number_is_said_once_for_all_of_them()
    {
        AssertDrift(
            Compare(Edited(cells => cells[2]!["execution_count"] = 7), Run(Course)),
            "cell 2 (id \"code-1\")", "- execution count: 7", "+ execution count: 2");
        AssertDrift(
            Compare(Edited(cells => { cells[3]!["execution_count"] = 2; cells[4]!["execution_count"] = null; }), Run(Course)),
            "2 cells, the first of them cell 3 (id \"code-2\")", "- execution counts: 2, none", "+ execution counts: 3, 4");
    }

    [Fact]
    public void The_number_stands_beside_the_rest_where_that_has_drifted_too() => AssertDrift(
        Compare(Edited(cells => { cells[4]!["execution_count"] = 5; cells[4]!["outputs"] = new JsonArray(); }), Run(Course)),
        "cell 4 (id \"code-3\")", "- execution count: 5", "+ execution count: 4", "+ figure \"left\"", "+ figure \"right\"");

    [Fact]
    public void Cells_without_an_id_or_with_that_of_another_are_named_by_how_they_begin()
    {
        AssertDrift(
            Compare(Edited(cells => cells[2]!["id"] = "heading"), Run(Course)),
            "2 cells with the id \"heading\"", "write another one into the file for: source 1");
        AssertDrift(
            Compare(Edited(cells => { cells[0]!.AsObject().Remove("id"); cells[1]!["id"] = ""; }), Run(Course)),
            "2 cells without an id", "write one into the file, a word of its own, for: # The heading");
    }

    [Fact]
    public void Notebooks_from_before_there_were_ids_need_none()
    {
        var json = JsonNode.Parse(Edited(cells => { foreach (var cell in cells) cell!.AsObject().Remove("id"); }).ToJson())!;
        json["nbformat_minor"] = 4;
        Assert.Empty(Compare(Notebook.Parse(json.ToJsonString(), "old.ipynb"), Run(Course)));
    }

    [Fact]
    public void Of_a_volatile_cell_the_number_alone_is_compared()
    {
        var kept = Edited(cells => { Tag(cells[1]!, "volatile"); cells[1]!["outputs"] = new JsonArray(); });
        var run = Edit(Run(Course), cells => Tag(cells[1]!, "volatile"));
        Assert.Empty(Compare(kept, run));

        AssertDrift(
            Compare(Edit(kept, cells => cells[1]!["execution_count"] = 9), run),
            "cell 1 (id \"code-0\")", "- execution count: 9", "+ execution count: 1");
    }

    [Fact]
    public void A_notebook_without_any_outputs_in_git_is_one_line()
    {
        var kept = Edited(cells => { foreach (var cell in cells.Skip(1)) (cell!["execution_count"], cell["outputs"]) = (null, new JsonArray()); });
        var drift = Assert.Single(Compare(kept, Run(Course)));
        Assert.Equal(("4 cells: git has no outputs of this notebook", 4), (drift.Place, drift.Cells));
        Assert.Empty(drift.Lines);
    }

    [Fact]
    public void Long_lines_are_cut_around_their_first_difference_and_long_reports_at_their_end()
    {
        var same = string.Concat(Enumerable.Repeat("word ", 30));
        Output[][] before = [[new StreamOutput("stdout", $"{same}old {same}")]];
        Output[][] after = [[new StreamOutput("stdout", $"{same}new {same}")]];
        var line = Assert.Single(Compare(Kept(before), Run(after))).Lines;
        Assert.Equal($"- …word word word word old {same[..48]}…", line[0]);
        Assert.Equal($"+ …word word word word new {same[..48]}…", line[1]);

        before = [[new StreamOutput("stdout", Numbered("a"))]];
        after = [[new StreamOutput("stdout", Numbered("b"))]];
        var lines = Assert.Single(Compare(Kept(before), Run(after))).Lines;
        Assert.Equal(20, lines.Count);
        Assert.Equal(["- a1", "+ b1", "- a2", "+ b2"], lines.Take(4));
        Assert.Equal("… and 181 more lines", lines[^1]);

        static string Numbered(string word) => string.Join('\n', Enumerable.Range(1, 100).Select(number => $"{word}{number}"));
    }

    [Fact]
    public void Very_many_lines_that_differ_are_still_compared()
    {
        Output[][] before = [[new StreamOutput("stdout", "first\n" + string.Concat(Enumerable.Repeat("a\n", 3000)) + "last")]];
        Output[][] after = [[new StreamOutput("stdout", "first\n" + string.Concat(Enumerable.Repeat("b\n", 3000)) + "last")]];
        Assert.Equal("… and 5981 more lines", Assert.Single(Compare(Kept(before), Run(after))).Lines[^1]);
    }

    [Fact]
    public void What_a_terminal_would_obey_is_spelt_out()
    {
        Output[][] before = [[new StreamOutput("stdout", "plain")]];
        Output[][] after = [[new StreamOutput("stdout", "\u001b[31mred")]];
        Assert.Equal(["- plain", @"+ \u001b[31mred"], Assert.Single(Compare(Kept(before), Run(after))).Lines);
    }

    private static IReadOnlyList<CellDrift> Compare(Notebook kept, Notebook run) => NotebookComparison.Compare(kept, run);

    private static void AssertDrift(IReadOnlyList<CellDrift> found, string place, params string[] lines)
    {
        var drift = Assert.Single(found);
        Assert.Equal(place, drift.Place);
        Assert.Equal(lines, drift.Lines);
    }

    private static DisplayOutput Figure(string name, double[] data) => new(new Dictionary<string, string>
    {
        ["text/html"] = Drawings.Figure(name, "svg", new JsonObject { ["data"] = new JsonArray([.. data]) }, 960, 540),
        ["text/plain"] = $"Figure {name}",
    });

    private static Notebook Changed(int cell, params Output[] outputs) => Run([.. Course.Select((old, index) => index == cell ? outputs : old)]);

    /// <summary>A notebook that has run.</summary>
    private static Notebook Run(Output[][] cells)
    {
        var notebook = TestNotebook.Of([.. cells.Index().Select(cell => $"source {cell.Index}")]);
        foreach (var (index, (cell, outputs)) in notebook.RunnableCells.Zip(cells).Index()) cell.Show(index + 1, outputs);
        return notebook;
    }

    /// <summary>The same notebook as run --in-place leaves it, but for what the pictures show.</summary>
    private static Notebook Kept(Output[][] cells)
    {
        var notebook = Run(cells);
        var figures = FigureFinder.Find(notebook);
        foreach (var cell in notebook.RunnableCells)
        {
            var outputs = KeptOutput.Of(cell, figures).ToArray();
            cell.Replace(outputs.SelectMany<KeptOutput, JsonNode>(output =>
                output.Figures.Count > 0 ? output.Figures.Select(figure => KeptPicture.Write(figure, Png)) : [output.Text]));
        }

        return notebook;
    }

    private static Notebook Edited(Action<JsonArray> change) => Edit(Kept(Course), change);

    /// <param name="notebook">Some notebook.</param>
    /// <param name="change">Changes its cells; the first is the heading.</param>
    private static Notebook Edit(Notebook notebook, Action<JsonArray> change)
    {
        var json = JsonNode.Parse(notebook.ToJson())!;
        change(json["cells"]!.AsArray());
        return Notebook.Parse(json.ToJsonString(), "test.ipynb");
    }

    private static void Tag(JsonNode cell, string tag) => cell["metadata"]!["tags"] = new JsonArray(tag);
}
