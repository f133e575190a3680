using System.Net;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Lectern.Rendering;

/// <summary>
/// Marks the parts of C# for a style sheet. The compiler's parser tells what each word is by its place alone, so that a piece that stands
/// in the text is marked as a whole program is, and no library need be there. Only before a dot can a name be a type or a variable.
/// </summary>
/// <param name="variables">What is a variable there, because the notebook declares it somewhere.</param>
internal sealed class CSharpCode(IReadOnlySet<string> variables)
{
    private static readonly CSharpParseOptions Script = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview).WithKind(SourceCodeKind.Script);

    /// <param name="codes">The code of a notebook.</param>
    public static CSharpCode Of(IEnumerable<string> codes) =>
        new(codes.SelectMany(code => Parse(code).DescendantNodes()).Select(VariableOf).OfType<string>().ToHashSet());

    public string ToHtml(string code)
    {
        StringBuilder html = new();
        var end = 0;
        foreach (var (span, kind) in Parts(Parse(code)))
        {
            html.Append(Escape(code[end..span.Start])).Append("<span class=\"").Append(kind).Append("\">").Append(Escape(code[span.Start..span.End])).Append("</span>");
            end = span.End;
        }

        return html.Append(Escape(code[end..])).ToString();
    }

    private static SyntaxNode Parse(string code) => CSharpSyntaxTree.ParseText(code, Script).GetRoot();

    private static string? VariableOf(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
        SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
        ForEachStatementSyntax each => each.Identifier.ValueText,
        ParameterSyntax parameter => parameter.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        _ => null,
    };

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>What is marked, in the order of the text.</summary>
    private IEnumerable<(TextSpan Span, string Kind)> Parts(SyntaxNode root)
    {
        foreach (var token in root.DescendantTokens())
        {
            foreach (var trivia in token.LeadingTrivia.Where(IsShown)) yield return Part(trivia);
            if (KindOf(token) is { } kind && token.Span.Length > 0) yield return (token.Span, kind);
            foreach (var trivia in token.TrailingTrivia.Where(IsShown)) yield return Part(trivia);
        }
    }

    private static bool IsShown(SyntaxTrivia trivia) => trivia.IsDirective || IsComment(trivia);

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
        or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia;

    /// <summary>A directive goes to the end of its line.</summary>
    private static (TextSpan Span, string Kind) Part(SyntaxTrivia trivia)
    {
        var length = trivia.ToFullString().AsSpan().TrimEnd().Length;
        return (new TextSpan(trivia.FullSpan.Start, length), IsComment(trivia) ? "comment" : "directive");
    }

    private string? KindOf(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.IdentifierToken => KindOfName(token),
        SyntaxKind.NumericLiteralToken => "number",
        SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.Utf8StringLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedVerbatimStringStartToken
            or SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken
            or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringEndToken
            or SyntaxKind.InterpolatedRawStringEndToken => "string",
        var kind when SyntaxFacts.IsKeywordKind(kind) || SyntaxFacts.IsContextualKeyword(kind) => "keyword",
        _ => null,
    };

    private string? KindOfName(SyntaxToken name) => name.Parent switch
    {
        BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or TypeParameterSyntax or ConstructorDeclarationSyntax => "type",
        MethodDeclarationSyntax or LocalFunctionStatementSyntax => "method",
        IdentifierNameSyntax { IsVar: true } => "keyword",
        SimpleNameSyntax simple => KindOfUse(simple),
        _ => null,
    };

    private string? KindOfUse(SimpleNameSyntax name) => name.Parent switch
    {
        InvocationExpressionSyntax call when call.Expression == name => "method",
        MemberAccessExpressionSyntax member when member.Name == name => member.Parent is InvocationExpressionSyntax call && call.Expression == member
            ? "method"
            : null,
        MemberAccessExpressionSyntax => IsType(name.Identifier.ValueText) ? "type" : null,
        QualifiedNameSyntax or UsingDirectiveSyntax => IsInUsing(name) ? null : "type",
        _ => SyntaxFacts.IsInTypeOnlyContext(name) || name is GenericNameSyntax ? "type" : null,
    };

    private static bool IsInUsing(SyntaxNode name) => name.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null;

    private bool IsType(string name) => char.IsUpper(name.FirstOrDefault()) && !variables.Contains(name);
}
