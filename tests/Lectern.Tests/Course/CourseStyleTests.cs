using System.Text.Json.Nodes;
using Lectern.Notebooks;

namespace Lectern.Tests.Course;

/// <summary>Each rule finds what breaks it: a made notebook that keeps all of them, and what is said when one thing in it is changed.</summary>
public sealed class CourseStyleTests : IDisposable
{
    private const string Begin = "#r \"../lib/bin/Backprop.dll\"\nusing Backprop;\nNotebook.Begin()";
    private const string Hole = "double Slope(double x) => throw new NotImplementedException();\nExercise.Derivative(\"(a)\", Slope, x => x * x);";

    private static readonly string[] Pictures = ["fit", "bars", "images", "backwardstepper", "animation"];

    private readonly TemporaryFolder folder = new();

    public CourseStyleTests()
    {
        folder.Write("README.md", "# The course\n\n## What's where?\n");
        folder.Write("notebooks/02-next.ipynb", Document().ToJsonString());
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_notebook_that_keeps_the_rules_has_no_problem()
    {
        Assert.Empty(Problems(_ => { }));
        Assert.Empty(Problems("04-made", document => Cell(document, "figures")["source"] = Figures("BackwardStepper", "Animation", "Fit")));
    }

    [Fact]
    public void Metadata_are_the_same_everywhere()
    {
        Assert.StartsWith(
            "07-made: its metadata is {\"kernelspec\":{\"display_name\":\"C#\"",
            Problem(document => document["metadata"]!["kernelspec"]!["display_name"] = "C#"),
            StringComparison.Ordinal);
        Assert.Equal("07-made: it is in nbformat 4.4, but 4.5 is expected", Problem(document => document["nbformat_minor"] = 4));
        Assert.Equal(
            "07-made, cell \"nudge\": its metadata names no kernel",
            Problem(document => Metadata(document, "nudge").Remove("polyglot_notebook")));
        Assert.Equal(
            "07-made, cell \"nudge\": its metadata names no kernel",
            Problem(document => Metadata(document, "nudge")["polyglot_notebook"]!["kernelName"] = "fsharp"));
    }

    [Theory]
    [InlineData("8ba7f3e1")]
    [InlineData("f3a7b2e1-9c4d-4e5f-8a6b-123456789abc")]
    [InlineData("abcdef12")]
    [InlineData("x y")]
    [InlineData("a--b")]
    [InlineData("#VSC-1a2b3c4d")]
    [InlineData("q7Xw2pLk")]
    public void Ids_are_words(string id) =>
        Assert.Equal($"07-made, cell \"{id}\": its id is not made of words", Problem(document => Cell(document, "text")["id"] = id));

    [Theory]
    [InlineData("step2")]
    [InlineData("loss-in-2d")]
    [InlineData("dL-dw1")]
    [InlineData("facade")]
    public void Words_may_end_in_digits(string id) => Assert.Empty(Problems(document => Cell(document, "text")["id"] = id));

    [Fact]
    public void Ids_are_there_once()
    {
        Assert.Equal("07-made, cell \"nudge\": 2 cells have this id", Problem(document => Cell(document, "text")["id"] = "nudge"));
        Assert.Equal("07-made, cell \"\": its id is not made of words", Problem(document => Cell(document, "text").Remove("id")));
    }

    [Fact]
    public void Slide_types_are_those_of_a_lecture()
    {
        Assert.Equal(
            "07-made, cell \"text\": its slide type is missing",
            Problem(document => Metadata(document, "text").Remove("slideshow")));
        Assert.Equal(
            "07-made, cell \"text\": its slide type is -",
            Problem(document => Metadata(document, "text")["slideshow"]!["slide_type"] = "-"));
    }

    [Fact]
    public void Code_has_12_lines_of_78_columns()
    {
        var line = new string('x', 76) + "x\u0302;"; // 78 letters, of which one has a mark above
        string check = Source(Document(), "nudge");
        Assert.Empty(Problems(document => Cell(document, "nudge")["source"] = string.Concat(Enumerable.Repeat(line + "\n", 11)) + check));
        Assert.Equal(
            "07-made, cell \"nudge\": it has 13 lines, and 12 are allowed",
            Problem(document => Cell(document, "nudge")["source"] = string.Concat(Enumerable.Repeat("1.ToString();\n", 12)) + check));
        Assert.Equal(
            $"07-made, cell \"nudge\": 79 columns, and 78 are allowed: x{line}",
            Problem(document => Cell(document, "nudge")["source"] = $"x{line}\n{check}"));
    }

    [Fact]
    public void Code_that_declares_a_class_has_20_lines()
    {
        string check = Source(Document(), "nudge");
        Assert.Empty(Problems(document => Cell(document, "nudge")["source"] = Class(16) + check));
        Assert.Equal(
            "07-made, cell \"nudge\": it has 21 lines, and 20 are allowed",
            Problem(document => Cell(document, "nudge")["source"] = Class(17) + check));

        static string Class(int lines) => $"class Node\n{{\n{string.Concat(Enumerable.Repeat("\n", lines))}}}\n";
    }

    [Fact]
    public void Cells_are_counted_from_one()
    {
        Assert.Equal(
            "07-made, cell \"figures\": its execution count is 7, but 3 is expected",
            Problem(document => Cell(document, "figures")["execution_count"] = 7));
        Assert.Equal(
            "07-made, cell \"figures\": its execution count is null, but 3 is expected",
            Problem(document => Cell(document, "figures")["execution_count"] = null));
    }

    [Theory]
    [InlineData("# 07 · Made", "# 7 Made", "its first line is not \"# 07 · …\"")]
    [InlineData("**Why", "Why", "it asks not one bold question")]
    [InlineData("is it so?**", "it is so.**", "it asks not one bold question")]
    [InlineData("After this", "Before this", "\"After this notebook you can\" is missing")]
    [InlineData("- three.", "four.", "it has 2 objectives, but 3 are expected")]
    [InlineData("\n\nYou should know addition.", "", "what to know before is missing below the objectives")]
    public void It_opens_with_title_question_objectives_and_what_to_know(string text, string other, string problem) =>
        Assert.Equal($"07-made, cell \"title\": {problem}", Problem(document => Change(document, "title", text, other)));

    [Fact]
    public void It_begins_with_text_and_the_cell_that_loads_the_library()
    {
        Assert.Equal("07-made: the first cell is no text", Problems(document => document["cells"]!.AsArray().RemoveAt(0))[0]);
        Assert.Equal(
            "07-made: below the title, or its notes, is not the code cell \"load\"",
            Problem(document => Cell(document, "load")["id"] = "begin"));
        Assert.Equal(
            "07-made: below the title, or its notes, is not the code cell \"load\"",
            Problem(document => document["cells"]!.AsArray().Insert(1, Text("text-2", "More."))));
        Assert.Empty(Problems(document => document["cells"]!.AsArray().Insert(1, Text("title-notes", "Say it slowly.", "notes"))));
        Assert.Equal(
            "07-made, cell \"load\": it does not end in Notebook.Begin()",
            Problem(document => Change(document, "load", "Begin()", "Begin();")));
        Assert.Equal(
            "07-made, cell \"load\": its first line is not #r \"../lib/bin/Backprop.dll\"",
            Problem(document => Change(document, "load", "../lib", "../../lib")));
    }

    [Fact]
    public void It_closes_with_exercises_and_a_summary_in_five_lines()
    {
        Assert.Equal(
            "07-made: its last section is not \"## Summary\"",
            Problem(document => Change(document, "summary", "5. e", "5. e\n\n## More")));
        Assert.Equal(
            "07-made: there is no section \"## Exercises\" before the summary",
            Problem(document => Change(document, "exercises", "## Exercises", "## Tasks")));
        Assert.Equal("07-made: its summary has not the lines 1. to 5.", Problem(document => Change(document, "summary", "5. e", "")));
        Assert.Equal("07-made: its summary has not the lines 1. to 5.", Problem(document => Change(document, "summary", "5. e", "6. e")));
    }

    [Theory]
    [InlineData("GradientCheck.Run(1);")]
    [InlineData("Exercise.Number(\"a\", () => 1, 1);")]
    public void A_section_with_code_has_a_check(string check)
    {
        Assert.Equal(
            "07-made: the section \"Nudges\" has code and no check",
            Problem(document => Cell(document, "nudge")["source"] = "// Check.Agree(1)\n\"Check.Agree(1)\""));
        Assert.Empty(Problems(document => Cell(document, "nudge")["source"] = check));
    }

    [Fact]
    public void A_figure_is_called_with_name_title_and_caption_in_any_order()
    {
        Assert.Equal(
            "07-made, cell \"figures\": Plot.Fit is called without a caption",
            Problem(document => Change(document, "figures", "name: \"fit\", title: \"T\", caption: \"C\"", "name: \"fit\", title: \"T\"")));
        Assert.Empty(Problems(document => Change(document, "figures", "Plot.Fit(x, y, name: \"fit\", title: \"T\", caption: \"C\")", "Plot.LossCurve(losses, \"fit\", \"T\", \"C\")")));
        Assert.Equal(
            "07-made, cell \"figures\": Plot.LossCurve is called without a caption",
            Problem(document => Change(document, "figures", "Plot.Fit(x, y, name: \"fit\", title: \"T\", caption: \"C\")", "Plot.LossCurve(losses, \"fit\", \"T\")")));
        Assert.Equal(
            "07-made, cell \"figures\": 2 figures have the name \"fit\"",
            Problem(document => Change(document, "figures", "name: \"bars\"", "name: \"fit\"")));
    }

    [Fact]
    public void A_notebook_has_three_figures_and_those_that_its_topic_wants()
    {
        Assert.Equal(
            "07-made: it has 2 figures, but 3 are expected",
            Problem(document => Cell(document, "figures")["source"] = Figures("Fit", "Bars")));
        Assert.Equal("01-made: there is no Plot.BackwardStepper", Assert.Single(Problems("01-made", _ => { })));
        Assert.Equal(["04-made: there is no Plot.BackwardStepper", "04-made: there is no Plot.Animation"], Problems("04-made", _ => { }));
        Assert.Equal("05-made: there is no Plot.BackwardStepper", Assert.Single(Problems("05-made", _ => { })));
        Assert.Equal("06-made: there is no Plot.Animation", Assert.Single(Problems("06-made", _ => { })));
    }

    [Theory]
    [InlineData("#r \"nuget: Foo, 1.0\"\n", "#r \"nuget: Foo, 1.0\" is not in all hosts")]
    [InlineData("display(1);\n", "display(…) is not in all hosts")]
    [InlineData("HTML(\"<b>\");\n", "HTML(…) is not in all hosts")]
    [InlineData("Console.Error.Write(1);\n", "Console.Error is not in all hosts")]
    [InlineData("shown.Update(1);\n", ".Update(…) is not in all hosts")]
    public void What_a_host_lacks_is_not_used(string code, string problem)
    {
        Assert.StartsWith(
            $"07-made, cell \"nudge\": {problem}",
            Problem(document => Cell(document, "nudge")["source"] = code + Source(document, "nudge")),
            StringComparison.Ordinal);
        Assert.Empty(Problems(document => Cell(document, "nudge")["source"] = $"// {code.Trim()}\n{Source(document, "nudge")}"));
    }

    [Fact]
    public void Code_is_csharp_13_without_namespaces()
    {
        Assert.Equal("07-made, cell \"nudge\": line 1: ) expected", Problem(document => Change(document, "nudge", "0);", "0;")));
        Assert.Contains(
            "07-made, cell \"nudge\": line 1: Cannot declare namespace in script code",
            Problems(document => Cell(document, "nudge")["source"] = "namespace N { }\nCheck.Agree(1);"));
        Assert.Contains(
            "07-made, cell \"nudge\": a namespace is not in all hosts",
            Problems(document => Cell(document, "nudge")["source"] = "namespace N { }\nCheck.Agree(1);"));
        Assert.Empty(Problems(document => Cell(document, "nudge")["source"] = "int[] a = [1];\nCheck.Agree(a[^1])"));
    }

    [Theory]
    [InlineData("object?[] row = [1];", "(1,7): warning CS8632: The annotation for nullable reference types")]
    [InlineData("int Twice(int x) { int y; return 2 * x; }", "(1,24): warning CS0168: The variable 'y' is declared but never used")]
    [InlineData("double half = 1 / 2", "(1,20): error CS1002: ; expected")]
    [InlineData("ArrayList list = [];", "(1,1): error CS0246: The type or namespace name 'ArrayList' could not be found")]
    [InlineData("Slop(2)", "(1,1): error CS0103: The name 'Slop' does not exist in the current context")]
    public void Cells_compile_in_their_order_without_a_warning(string code, string problem)
    {
        Assert.Empty(Compilation("double Slope(double x) => 2 * x;", "Value x = new(2);\nx.Display();", "Slope(x.Data)"));
        Assert.StartsWith($"07-made, cell \"code-2\": {problem}", Assert.Single(Compilation("double Slope(double x) => 2 * x;", code, "Slope(2)")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Check.Agree(1);\ndouble y = 2;", "double y = 2;")]
    [InlineData("GradientCheck.Run(1);\nvar (a, b) = (1, 2);", "var (a, b) = (1, 2);")]
    [InlineData("double x = 1;\nCheck.Agree(1);\nx = 2;", null)]
    [InlineData("void Prove() => Check.Agree(1);\ndouble y = 2;\nProve();", null)]
    [InlineData("Exercise.Number(1);\ndouble y = 2;", null)]
    public void A_variable_is_declared_before_a_check_can_fail(string code, string? late) => Assert.Equal(
        late is null ? [] : [$"07-made, cell \"nudge\": a variable is declared below a check: {late}"],
        Problems(document => Cell(document, "nudge")["source"] = code));

    [Theory]
    [InlineData("[next](02-next.ipynb#Nudges) [README](../README.md#whats-where) [here](#nudges) [web](https://a.b/c) ![](../README.md)", null)]
    [InlineData("`[x](y)` and $f[a](b)$ and $$[a](b)$$ and ~~~", null)]
    [InlineData("```\n[x](y)\n```\n", null)]
    [InlineData("[next](03-next.ipynb)", "the link 03-next.ipynb leads to no file")]
    [InlineData("[next](02-next.ipynb#elsewhere)", "the link 02-next.ipynb#elsewhere leads to no heading")]
    [InlineData("[README](../README.md#nowhere)", "the link ../README.md#nowhere leads to no heading")]
    [InlineData("[here](#nowhere)", "the link #nowhere leads to no heading")]
    [InlineData("![a picture](picture.png)", "the link picture.png leads to no file")]
    [InlineData("[![picture](../README.md)](nowhere.md)", "the link nowhere.md leads to no file")]
    [InlineData("[web](http://a.b)", "the link http://a.b is not https")]
    [InlineData("<http://a.b>", "the link http://a.b is not https")]
    [InlineData("see http://a.b", "the link http://a.b is not https")]
    [InlineData("see [a]\n\n[a]: nowhere.md", "the link nowhere.md leads to no file")]
    public void Links_lead_somewhere(string text, string? problem) => Assert.Equal(
        problem is null ? [] : [$"07-made, cell \"text\": {problem}"],
        Problems(document => Cell(document, "text")["source"] = $"## Nudges\n\n{text}"));

    [Fact]
    public void A_cell_shows_something_unless_it_is_volatile()
    {
        Assert.Equal(
            "07-made, cell \"nudge\": it shows nothing",
            Problem(document => Cell(document, "nudge")["outputs"] = new JsonArray()));
        Assert.Equal(
            "07-made, cell \"nudge\": it is volatile, and an output is kept",
            Problem(document => Metadata(document, "nudge")["tags"] = new JsonArray("volatile")));
        Assert.Empty(Problems(document =>
        {
            Metadata(document, "figures")["tags"] = new JsonArray("volatile");
            Cell(document, "figures")["outputs"] = new JsonArray();
        }));
    }

    [Fact]
    public void Outputs_are_text_and_pictures_as_lectern_writes_them()
    {
        Assert.Equal(
            "07-made, cell \"nudge\": it has an output of the kind error",
            Problem(document => Show(document, "nudge", new ErrorOutput("E", "e", ["e"]))));
        Assert.Equal(
            "07-made, cell \"nudge\": it writes to the console's stream for errors",
            Problem(document => Show(document, "nudge", new StreamOutput("stderr", "e"))));
        Assert.Equal(
            "07-made, cell \"nudge\": it has an output in text/html",
            Problem(document => Show(document, "nudge", new DisplayOutput(new Dictionary<string, string> { ["text/html"] = "<b>", ["text/plain"] = "b" }))));
        Assert.Equal(
            "07-made, cell \"nudge\": it has a picture without the figure's description",
            Problem(document => Show(document, "nudge", new DisplayOutput(new Dictionary<string, string> { ["image/png"] = "iVBO" }))));
        Assert.Equal(
            "07-made, cell \"load\": its result has another execution count",
            Problem(document => Cell(document, "load")["outputs"]![0]!["execution_count"] = 5));
        Assert.Equal(
            "07-made: lectern would lay out the file in another way",
            Assert.Single(All(new CourseNotebook("07-made", Document().ToJsonString(), folder["notebooks"]))));
    }

    [Fact]
    public void A_figure_has_its_picture() =>
        Assert.Equal(
            "07-made, cell \"figures\": there is no picture of the figure \"bars\"",
            Problem(document => Cell(document, "figures")["outputs"]!.AsArray().RemoveAt(1)));

    [Fact]
    public void An_exercise_is_open_and_its_solution_right()
    {
        Assert.Empty(Exercises(_ => { }, _ => { }));
        Assert.Equal(
            ["07-made: there is no cell \"exercise-a\""],
            Exercises(document => Cell(document, "exercise-a")["id"] = "task-a", _ => { }));
        Assert.Equal(
            ["07-made, cell \"exercise-a\": its output is not ○"],
            Exercises(document => Show(document, "exercise-a", new StreamOutput("stdout", "✓ (a): right\n")), _ => { }));
        Assert.Equal(
            ["07-made, cell \"exercise-a\": its output is not ○"],
            Exercises(document => Show(document, "exercise-a", new StreamOutput("stdout", "○ (a)\n✗ (b)\n")), _ => { }));
        Assert.Equal(
            ["07-made, cell \"exercise-a\": no notebook has its solution"],
            Exercises(_ => { }, document => Cell(document, "exercise-a")["id"] = "exercise-b"));
        Assert.Equal(
            ["07-made, cell \"exercise-a\": its solution has a hole"],
            Exercises(_ => { }, document => Cell(document, "exercise-a")["source"] = Hole));
        Assert.Equal(
            ["07-made, cell \"exercise-a\": its solution's output is not ✓"],
            Exercises(_ => { }, document => Show(document, "exercise-a", new StreamOutput("stdout", "✓ (a)\n✗ (b)\n"))));
        Assert.Equal(
            ["07-made, cell \"exercise-a\": no notebook has its solution"],
            new CourseStyle(Made("07-made", _ => { })).Exercises(null));
    }

    [Fact]
    public void Solutions_need_no_more_than_a_title_and_load_the_library_from_one_folder_further_down()
    {
        var text = Document();
        Cell(text, "title")["source"] = "# 07 · Made, solved";
        Cell(text, "figures")["source"] = Source(text, "nudge");
        Assert.Equal(
            ["solutions/07-made, cell \"load\": its first line is not #r \"../../lib/bin/Backprop.dll\""],
            All(new CourseNotebook("solutions/07-made", Written(text), folder["notebooks"])));
    }

    private static List<string> All(CourseNotebook notebook)
    {
        CourseStyle style = new(notebook);
        return
        [
            .. style.Metadata(), .. style.Ids(), .. style.Slides(), .. style.Sizes(), .. style.Counts(), .. style.Opening(), .. style.Load(), .. style.Ending(),
            .. style.Checks(), .. style.Figures(), .. style.Syntax(), .. style.Declarations(), .. style.Hosts(), .. style.LinksThatLeadNowhere(), .. style.Outputs(), .. style.Pictures(),
        ];
    }

    /// <summary>What the compiler says of these cells in a notebook that has loaded the library.</summary>
    private static List<string> Compilation(params string[] cells) =>
        [.. new CourseStyle(new CourseNotebook("07-made", TestNotebook.Json([CourseLibrary.FirstCell, .. cells]), CourseNotebook.Home)).Compilation()];

    private static List<string> Exercises(Action<JsonObject> change, Action<JsonObject> changeSolution) =>
        [.. new CourseStyle(Made("07-made", change)).Exercises(Made("solutions/07-made", document =>
        {
            Cell(document, "exercise-a")["source"] = "Exercise.Derivative(\"(a)\", x => 2 * x, x => x * x);";
            Show(document, "exercise-a", new StreamOutput("stdout", "✓ (a): right\n"));
            changeSolution(document);
        }))];

    private List<string> Problems(string name, Action<JsonObject> change)
    {
        var document = Document();
        Cell(document, "title")["source"] = Source(document, "title").Replace("07", name[..2], StringComparison.Ordinal);
        change(document);
        return All(new CourseNotebook(name, Written(document), folder["notebooks"]));
    }

    private List<string> Problems(Action<JsonObject> change) => Problems("07-made", change);

    private string Problem(Action<JsonObject> change) => Assert.Single(Problems(change));

    private static CourseNotebook Made(string name, Action<JsonObject> change)
    {
        var document = Document();
        change(document);
        return new CourseNotebook(name, Written(document), "");
    }

    private static string Written(JsonObject document) => Notebook.Parse(document.ToJsonString(), "made").ToJson();

    private static JsonObject Cell(JsonObject document, string id) => document["cells"]!.AsArray().Select(cell => cell!.AsObject()).First(cell => cell.Text("id") == id);

    private static JsonObject Metadata(JsonObject document, string id) => Cell(document, id)["metadata"]!.AsObject();

    private static string Source(JsonObject document, string id) => Cell(document, id)["source"].Joined();

    private static void Change(JsonObject document, string id, string text, string other)
    {
        Assert.Contains(text, Source(document, id), StringComparison.Ordinal);
        Cell(document, id)["source"] = Source(document, id).Replace(text, other, StringComparison.Ordinal);
    }

    private static void Show(JsonObject document, string id, Output output) =>
        Cell(document, id)["outputs"] = new JsonArray(output.ToJson(Cell(document, id)["execution_count"]!.GetValue<int>()));

    private static string Figures(params string[] methods) => string.Join('\n', methods.Select(method =>
        $"Plot.{method}(x, y, name: \"{method.ToLowerInvariant()}\", title: \"T\", caption: \"C\")\n    .Display();"));

    private static JsonObject Document()
    {
        var document = JsonNode.Parse(TestNotebook.Json(Begin, "Check.Agree(\"dy/dx\", 2, 2, 0);", Figures("Fit", "Bars", "Images"), Hole))!.AsObject();
        document["metadata"] = CourseStyle.NotebookMetadata.DeepClone();
        var cells = document["cells"]!.AsArray();
        foreach (var (index, (id, output)) in new (string, Output)[]
        {
            ("load", new ResultOutput(new Dictionary<string, string> { ["text/plain"] = "loaded" })),
            ("nudge", new StreamOutput("stdout", "✓ dy/dx\n")),
            ("figures", new StreamOutput("stdout", "drawn\n")),
            ("exercise-a", new StreamOutput("stdout", "○ (a): still open\n")),
        }.Index())
        {
            var cell = cells[index + 1]!.AsObject();
            (cell["id"], cell["execution_count"]) = (id, index + 1);
            cell["metadata"] = new JsonObject
            {
                ["polyglot_notebook"] = new JsonObject { ["kernelName"] = "csharp" },
                ["slideshow"] = new JsonObject { ["slide_type"] = "fragment" },
            };
            cell["outputs"] = new JsonArray(output.ToJson(index + 1));
        }

        Cell(document, "figures")["outputs"] = new JsonArray([.. Pictures.Select(Picture)]);
        cells[0] = Text("title", "# 07 · Made\n\n**Why is it so?**\n\nAfter this notebook you can\n\n- one\n  and a half;\n- two;\n- three.\n\nYou should know addition.");
        cells.Insert(2, Text("text", "## Nudges\n\nThey are **small**, are they?"));
        cells.Insert(5, Text("exercises", "## Exercises\n\n1. Do it."));
        cells.Add(Text("summary", "## Summary\n\n1. a\n2. b\n   and more\n3. c\n4. d\n5. e"));
        return document;
    }

    private static JsonObject Text(string id, string text, string slideType = "slide") => new()
    {
        ["cell_type"] = "markdown",
        ["id"] = id,
        ["metadata"] = new JsonObject { ["slideshow"] = new JsonObject { ["slide_type"] = slideType } },
        ["source"] = text,
    };

    private static JsonNode Picture(string name) => new JsonObject
    {
        ["data"] = new JsonObject { ["image/png"] = "iVBORw0KGgo=\n" },
        ["metadata"] = new JsonObject { ["backprop-figure"] = new JsonObject { ["name"] = name }.ToJsonString() },
        ["output_type"] = "display_data",
    };
}
