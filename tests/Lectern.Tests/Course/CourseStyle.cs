using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Lectern.Figures;
using Lectern.Notebooks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lectern.Tests.Course;

/// <summary>How a notebook of the course is written: a method for each rule, which gives a line for each place that breaks it.</summary>
internal sealed partial class CourseStyle(CourseNotebook notebook)
{
    private const int MostLines = 12;
    private const int MostLinesOfAType = 20;
    private const int MostColumns = 78;
    private const int FewestFigures = 3;
    private const int Objectives = 3;
    private const int SummaryLines = 5;

    /// <summary>As VS Code writes it; the language's name is one that Jupyter and Verso know as well.</summary>
    public static readonly JsonNode NotebookMetadata = JsonNode.Parse("""
        {
          "kernelspec": { "display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp" },
          "language_info": { "file_extension": ".cs", "mimetype": "text/x-csharp", "name": "C#", "pygments_lexer": "csharp" },
          "polyglot_notebook": {
            "kernelInfo": { "defaultKernelName": "csharp", "items": [{ "aliases": [], "languageName": "csharp", "name": "csharp" }] }
          }
        }
        """)!;

    private static readonly string[] SlideTypes = ["slide", "subslide", "fragment", "notes", "skip"];

    private static readonly string[] Labels = ["name", "title", "caption"];

    private static readonly string[] ChecksThatThrow = ["Check", "GradientCheck"];

    private static readonly string[] TextAndPictures = [MimeBundle.PlainText, MimeBundle.Png];

    /// <summary>What a notebook cannot do without, by its number.</summary>
    private static readonly (string Number, string Method)[] Wanted =
        [("01", "BackwardStepper"), ("04", "BackwardStepper"), ("05", "BackwardStepper"), ("04", "Animation"), ("06", "Animation")];

    private static readonly JsonNode CodeMetadata = JsonNode.Parse("""{ "kernelName": "csharp" }""")!;

    public IEnumerable<string> Metadata()
    {
        if (!JsonNode.DeepEquals(notebook.Document["metadata"], NotebookMetadata))
            yield return Problem($"its metadata is {notebook.Document["metadata"]?.ToJsonString()}, but {NotebookMetadata.ToJsonString()} is expected");
        if ($"{notebook.Document["nbformat"]}.{notebook.Document["nbformat_minor"]}" is var format and not "4.5")
            yield return Problem($"it is in nbformat {format}, but 4.5 is expected");
        foreach (var cell in notebook.Code.Where(cell => !JsonNode.DeepEquals(cell.Json["metadata"]?["polyglot_notebook"], CodeMetadata)))
            yield return Problem(cell, "its metadata names no kernel");
    }

    public IEnumerable<string> Ids()
    {
        foreach (var cell in notebook.Cells.Where(cell => cell.Id.Length > 64 || !Words().IsMatch(cell.Id) || RandomId().IsMatch(cell.Id)))
            yield return Problem(cell, "its id is not made of words");
        foreach (var twins in notebook.Cells.GroupBy(cell => cell.Id).Where(group => group.Count() > 1))
            yield return Problem(twins.First(), $"{twins.Count()} cells have this id");
    }

    public IEnumerable<string> Slides() =>
        from cell in notebook.Cells
        where !SlideTypes.Contains(cell.SlideType)
        select Problem(cell, $"its slide type is {cell.SlideType ?? "missing"}");

    public IEnumerable<string> Sizes()
    {
        foreach (var cell in notebook.Code)
        {
            var lines = cell.Source.TrimEnd('\n').Split('\n');
            var most = cell.DeclaresType ? MostLinesOfAType : MostLines;
            if (lines.Length > most) yield return Problem(cell, $"it has {lines.Length} lines, and {most} are allowed");
            foreach (var line in lines.Where(line => Width(line) > MostColumns))
                yield return Problem(cell, $"{Width(line)} columns, and {MostColumns} are allowed: {line.Trim()}");
        }
    }

    /// <summary>The first code cell without the number that a run from top to bottom gives it.</summary>
    public IEnumerable<string> Counts() => (
        from one in notebook.Code.Index()
        where one.Item.Json["execution_count"]?.ToJsonString() != Text(one.Index + 1)
        select Problem(one.Item, $"its execution count is {one.Item.Json["execution_count"]?.ToJsonString() ?? "null"}, but {one.Index + 1} is expected")).Take(1);

    public IEnumerable<string> Opening()
    {
        if (notebook.Cells is not [{ IsCode: false } title, ..]) return [Problem("the first cell is no text")];

        var lines = title.TextLines;
        List<string> problems = [];
        Want(Regex.IsMatch(lines[0], $"^# {notebook.Number} · \\S"), $"its first line is not \"# {notebook.Number} · …\"");
        if (notebook.IsSolution) return problems;

        var objectives = Array.FindLastIndex(lines, IsObjective);
        Want(Bold().Count(title.Source) == 1, "it asks not one bold question");
        Want(title.Source.Contains("After this notebook you can", StringComparison.Ordinal), "\"After this notebook you can\" is missing");
        Want(lines.Count(IsObjective) == Objectives, $"it has {lines.Count(IsObjective)} objectives, but {Objectives} are expected");
        Want(lines.Skip(objectives).SkipWhile(line => line.Length > 0).Any(line => line.Length > 0), "what to know before is missing below the objectives");
        return problems;

        void Want(bool isSo, string problem)
        {
            if (!isSo) problems.Add(Problem(title, problem));
        }
    }

    public IEnumerable<string> Load()
    {
        var isAfterNotes = notebook.Cells.ElementAtOrDefault(1)?.SlideType == "notes";
        if (notebook.Cells.ElementAtOrDefault(isAfterNotes ? 2 : 1) is not { IsCode: true, Id: "load" } load)
            return [Problem("below the title, or its notes, is not the code cell \"load\"")];

        var first = $"#r \"{(notebook.IsSolution ? "../../" : "../")}lib/bin/Backprop.dll\"";
        List<string> problems = [];
        if (!load.Source.StartsWith(first + "\n", StringComparison.Ordinal)) problems.Add(Problem(load, $"its first line is not {first}"));
        if (!load.Source.EndsWith("\nNotebook.Begin()", StringComparison.Ordinal)) problems.Add(Problem(load, "it does not end in Notebook.Begin()"));
        return problems;
    }

    public IEnumerable<string> Ending()
    {
        var titles = notebook.Sections.Select(section => section.Title).ToList();
        if (titles is not [.., "Summary"]) yield return Problem("its last section is not \"## Summary\"");
        if (titles.IndexOf("Exercises") is var exercises && (exercises < 0 || exercises > titles.IndexOf("Summary")))
            yield return Problem("there is no section \"## Exercises\" before the summary");

        var numbers = notebook.Sections.Where(section => section.Title == "Summary")
            .SelectMany(section => section.Lines.Select(line => Numbered().Match(line))).Where(match => match.Success)
            .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        if (!numbers.SequenceEqual(Enumerable.Range(1, SummaryLines))) yield return Problem($"its summary has not the lines 1. to {SummaryLines}.");
    }

    public IEnumerable<string> Checks() =>
        from section in notebook.Sections
        where section.Code.Count > 0 && !section.Code.Exists(cell => cell.CallsAnyOf("Check", "Exercise", "GradientCheck"))
        select Problem($"the section \"{section.Title}\" has code and no check");

    public IEnumerable<string> Figures()
    {
        var figures = notebook.Code.SelectMany(cell => FigureCall.In(cell), (cell, figure) => (Cell: cell, Figure: figure)).ToList();
        foreach (var (cell, figure) in figures)
        {
            foreach (var label in Labels.Where(label => !figure.Arguments.ContainsKey(label)))
                yield return Problem(cell, $"Plot.{figure.Method} is called without a {label}");
        }

        foreach (var twins in figures.Where(one => one.Figure.Name is not null).GroupBy(one => one.Figure.Name).Where(group => group.Count() > 1))
            yield return Problem(twins.Last().Cell, $"{twins.Count()} figures have the name \"{twins.Key}\"");
        if (notebook.IsSolution) yield break;

        if (figures.Count < FewestFigures) yield return Problem($"it has {figures.Count} figures, but {FewestFigures} are expected");
        foreach (var (_, method) in Wanted.Where(one => one.Number == notebook.Number && !figures.Exists(figure => figure.Figure.Method == one.Method)))
            yield return Problem($"there is no Plot.{method}");
    }

    /// <summary>What the compiler refuses or warns of.</summary>
    public IEnumerable<string> Compilation()
    {
        CellCompiler compiler = new(notebook.Folder);
        return notebook.Code.SelectMany(cell => compiler.Compile(cell.Source), Problem);
    }

    /// <summary>
    /// After an error a notebook goes on, and a variable that the failing cell had yet to set is 0 or null in the cells below. So a
    /// cell declares its variables before it checks anything, and those cells have what they need even if the check fails.
    /// </summary>
    public IEnumerable<string> Declarations() =>
        from cell in notebook.Code
        from late in cell.Statements.SkipWhile(statement => !CourseCell.RunsAnyOf(statement, ChecksThatThrow)).Where(CourseCell.Declares)
        select Problem(cell, $"a variable is declared below a check: {late.ToString().Split('\n')[0]}");

    public IEnumerable<string> Syntax() =>
        from cell in notebook.Code
        from error in cell.Tree.GetDiagnostics()
        where error.Severity == DiagnosticSeverity.Error
        select Problem(cell, $"line {error.Location.GetLineSpan().StartLinePosition.Line + 1}: {error.GetMessage(CultureInfo.InvariantCulture)}");

    /// <summary>What some host does not have.</summary>
    public IEnumerable<string> Hosts()
    {
        foreach (var cell in notebook.Code)
        {
            foreach (var directive in Directives(cell).Where(IsForeign)) yield return Problem(cell, $"{directive} is not in all hosts");
            foreach (var name in cell.Tree.GetRoot().DescendantNodes().Select(ForeignName).OfType<string>()) yield return Problem(cell, $"{name} is not in all hosts");
        }
    }

    public IEnumerable<string> LinksThatLeadNowhere() =>
        from cell in notebook.Cells
        from target in Links.In(cell)
        let problem = Links.Problem(notebook, target)
        where problem is not null
        select Problem(cell, problem);

    /// <summary>What is kept in git is what <c>lectern run --in-place</c> writes: text and pictures, nothing of a volatile cell.</summary>
    public IEnumerable<string> Outputs()
    {
        if (Notebook.Parse(notebook.Text, notebook.Name).ToJson() != notebook.Text) yield return Problem("lectern would lay out the file in another way");
        foreach (var cell in notebook.Code)
        {
            if (cell.IsVolatile != (cell.Outputs.Count == 0)) yield return Problem(cell, cell.IsVolatile ? "it is volatile, and an output is kept" : "it shows nothing");
            foreach (var problem in cell.Outputs.Select(output => OutputProblem(cell, output!)).OfType<string>()) yield return Problem(cell, problem);
        }
    }

    public IEnumerable<string> Pictures()
    {
        var kept = KeptPicture.Read(Notebook.Parse(notebook.Text, notebook.Name));
        return
            from cell in notebook.Code
            where !cell.IsVolatile
            let figures = FigureCall.In(cell).ToList()
            let isAnimated = figures.Any(figure => figure.Method == "Animation") // of the other figures, which are its frames
            from figure in figures
            where !isAnimated || figure.Method == "Animation"
            where figure.Name is not null && !kept.ContainsKey(figure.Name)
            select Problem(cell, $"there is no picture of the figure \"{figure.Name}\"");
    }

    /// <param name="solutions">The notebook that solves its exercises.</param>
    public IEnumerable<string> Exercises(CourseNotebook? solutions)
    {
        var exercises = notebook.Code.Where(cell => cell.IsExercise).ToList();
        if (exercises.Count == 0) yield return Problem("there is no cell \"exercise-a\"");
        foreach (var cell in exercises)
        {
            if (!IsOnly('○', cell)) yield return Problem(cell, "its output is not ○");
            if (solutions?.Cells.FirstOrDefault(other => other.Id == cell.Id) is not { } solution) yield return Problem(cell, "no notebook has its solution");
            else if (solution.Source.Contains(nameof(NotImplementedException), StringComparison.Ordinal)) yield return Problem(cell, "its solution has a hole");
            else if (!IsOnly('✓', solution)) yield return Problem(cell, "its solution's output is not ✓");
        }
    }

    /// <summary>Of the three marks it shows this one alone.</summary>
    private static bool IsOnly(char mark, CourseCell cell) => cell.Shown.Where(letter => letter is '✓' or '✗' or '○').Distinct().SequenceEqual([mark]);

    private static string? OutputProblem(CourseCell cell, JsonNode output) => output.Text("output_type") switch
    {
        "stream" => output.Text("name") == "stdout" ? null : "it writes to the console's stream for errors",
        "execute_result" when output["execution_count"]?.ToJsonString() != cell.Json["execution_count"]?.ToJsonString() => "its result has another execution count",
        "execute_result" or "display_data" => DataProblem(output),
        var type => $"it has an output of the kind {type}",
    };

    private static string? DataProblem(JsonNode output) =>
        output["data"]!.AsObject().Select(pair => pair.Key).Except(TextAndPictures).FirstOrDefault() is { } foreign ? $"it has an output in {foreign}"
        : output["data"]![MimeBundle.Png] is not null && !output["metadata"]!.AsObject().ContainsKey("backprop-figure") ? "it has a picture without the figure's description"
        : null;

    private static IEnumerable<string> Directives(CourseCell cell) =>
        cell.Tree.GetRoot().DescendantTrivia().Where(trivia => trivia.IsDirective).Select(trivia => trivia.ToString().Trim());

    /// <summary>Magic commands, and packages, which need the network.</summary>
    private static bool IsForeign(string directive) =>
        directive.StartsWith("#!", StringComparison.Ordinal) || directive.Contains("\"nuget:", StringComparison.OrdinalIgnoreCase);

    private static string? ForeignName(SyntaxNode node) => node switch
    {
        BaseNamespaceDeclarationSyntax => "a namespace",
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "display" or "HTML" } name } => $"{name}(…)",
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Update" } } => ".Update(…)",
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Error", Expression: var of } when of.ToString() is "Console" or "System.Console" => "Console.Error",
        _ => null,
    };

    private static bool IsObjective(string line) => line.StartsWith("- ", StringComparison.Ordinal);

    /// <summary>Letters as a reader counts them.</summary>
    private static int Width(string line) => new StringInfo(line).LengthInTextElements;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string Problem(string what) => $"{notebook.Name}: {what}";

    private string Problem(CourseCell cell, string what) => $"{notebook.Name}, cell \"{cell.Id}\": {what}";

    /// <summary>Letters, digits and hyphens; a digit stands at the end of its word, or alone, or as in 2d.</summary>
    [GeneratedRegex("^([A-Za-z]+[0-9]*|[0-9]+[A-Za-z]?)(-([A-Za-z]+[0-9]*|[0-9]+[A-Za-z]?))*$")]
    private static partial Regex Words();

    /// <summary>As editors make them.</summary>
    [GeneratedRegex("^(?=.*[0-9])[0-9a-f]{8}")]
    private static partial Regex RandomId();

    [GeneratedRegex(@"\*\*[^*]+\?\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex(@"^(\d+)\. ")]
    private static partial Regex Numbered();
}
