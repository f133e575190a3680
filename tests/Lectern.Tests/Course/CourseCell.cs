using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Lectern.Notebooks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lectern.Tests.Course;

/// <summary>A cell as the rules of the course see it.</summary>
internal sealed partial class CourseCell
{
    private readonly Cell cell;

    public CourseCell(JsonObject json)
    {
        Json = json;
        cell = Cell.From(json)!;
        Tree = CSharpSyntaxTree.ParseText(IsCode ? Source : "", new CSharpParseOptions(LanguageVersion.CSharp13, kind: SourceCodeKind.Script));
    }

    public JsonObject Json { get; }

    public string Id => Json.Text("id") ?? "";

    public string Source => cell.Source;

    public string? SlideType => Json["metadata"].Text("slideshow", "slide_type");

    public bool IsCode => cell.IsCode;

    public bool IsVolatile => cell.IsVolatile;

    /// <summary>Whether it has a hole for the student: exercise-a, exercise-b …</summary>
    public bool IsExercise => IsCode && ExerciseId().IsMatch(Id);

    public JsonArray Outputs => cell.Outputs;

    /// <summary>All that it shows as text.</summary>
    public string Shown => TextOf(Outputs);

    public SyntaxTree Tree { get; }

    /// <summary>Its statements and declarations, without what is inside of them.</summary>
    public IReadOnlyList<MemberDeclarationSyntax> Statements => Tree.GetCompilationUnitRoot().Members;

    /// <summary>Whether it declares a class, a record or the like, which may not be torn apart.</summary>
    public bool DeclaresType => Statements.Any(statement => statement is BaseTypeDeclarationSyntax);

    public IEnumerable<InvocationExpressionSyntax> Calls => CallsIn(Tree.GetRoot());

    /// <summary>The lines of its text, without blocks of code.</summary>
    public string[] TextLines => IsCode ? [] : Fence().Replace(Source, "").Split('\n');

    public static string TextOf(JsonArray outputs) =>
        string.Concat(outputs.Select(output => (output!["text"] ?? output["data"]?[MimeBundle.PlainText] ?? "").Joined()));

    /// <summary>Whether it calls a method of one of these classes.</summary>
    public bool CallsAnyOf(params string[] classes) => CallsAnyOf(Tree.GetRoot(), classes);

    /// <summary>Whether a statement, and not a method that is declared, calls a method of one of these classes.</summary>
    public static bool RunsAnyOf(MemberDeclarationSyntax statement, params string[] classes) => statement is GlobalStatementSyntax && CallsAnyOf(statement, classes);

    /// <summary>Whether a statement declares a variable that the cells below see.</summary>
    public static bool Declares(MemberDeclarationSyntax statement) => statement is FieldDeclarationSyntax or GlobalStatementSyntax
    {
        Statement: ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: DeclarationExpressionSyntax } },
    };

    private static bool CallsAnyOf(SyntaxNode node, string[] classes) => CallsIn(node).Any(call =>
        call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var name } } && classes.Contains(name));

    private static IEnumerable<InvocationExpressionSyntax> CallsIn(SyntaxNode node) => node.DescendantNodes().OfType<InvocationExpressionSyntax>();

    [GeneratedRegex("^exercise-[a-z0-9]+$")]
    private static partial Regex ExerciseId();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
