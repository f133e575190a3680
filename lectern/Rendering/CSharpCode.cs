using System.Net;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Lectern.Rendering;

/// <summary>
/// C# with its parts marked for a style sheet. The compiler's parser tells what each word is by its place alone, so that a piece that stands
/// in the text is marked as a whole program is, and no library need be there.
/// </summary>
internal static class CSharpCode
{
    private static readonly CSharpParseOptions Script = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview).WithKind(SourceCodeKind.Script);

    public static string ToHtml(string code)
    {
        StringBuilder html = new();
        var end = 0;
        foreach (var (span, kind) in Parts(CSharpSyntaxTree.ParseText(code, Script).GetRoot()))
        {
            html.Append(Escape(code[end..span.Start])).Append("<span class=\"").Append(kind).Append("\">").Append(Escape(code[span.Start..span.End])).Append("</span>");
            end = span.End;
        }

        return html.Append(Escape(code[end..])).ToString();
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>What is marked, in the order of the text.</summary>
    private static IEnumerable<(TextSpan Span, string Kind)> Parts(SyntaxNode root)
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

    private static string? KindOf(SyntaxToken token) => token.Kind() switch
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

    private static string? KindOfName(SyntaxToken name) => name.Parent switch
    {
        BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or TypeParameterSyntax or ConstructorDeclarationSyntax => "type",
        MethodDeclarationSyntax or LocalFunctionStatementSyntax => "method",
        IdentifierNameSyntax { IsVar: true } => "keyword",
        SimpleNameSyntax simple => KindOfUse(simple),
        _ => null,
    };

    private static string? KindOfUse(SimpleNameSyntax name) => name.Parent switch
    {
        InvocationExpressionSyntax call when call.Expression == name => "method",
        MemberAccessExpressionSyntax member when member.Name == name => member.Parent is InvocationExpressionSyntax call && call.Expression == member
            ? "method"
            : null,
        MemberAccessExpressionSyntax => IsCapital(name) ? "type" : null,
        QualifiedNameSyntax or UsingDirectiveSyntax => IsInUsing(name) ? null : "type",
        _ => SyntaxFacts.IsInTypeOnlyContext(name) || name is GenericNameSyntax ? "type" : null,
    };

    private static bool IsInUsing(SyntaxNode name) => name.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null;

    private static bool IsCapital(SimpleNameSyntax name) => char.IsUpper(name.Identifier.ValueText.FirstOrDefault());
}
