using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lectern.Tests.Course;

/// <summary>A call in a cell that makes a figure.</summary>
/// <param name="Method">As in "LossCurve".</param>
/// <param name="Arguments">By the parameters' names, whether these are written or follow from the position.</param>
internal sealed record FigureCall(string Method, IReadOnlyDictionary<string, ExpressionSyntax> Arguments)
{
    private static readonly INamedTypeSymbol Plot = CSharpCompilation
        .Create("course", references: [MetadataReference.CreateFromFile(CourseLibrary.Path)])
        .GetTypeByMetadataName("Backprop.Figures.Plot")!;

    /// <summary>The figure's name, if it is written out.</summary>
    public string? Name => Arguments.TryGetValue("name", out var name) && name is LiteralExpressionSyntax literal ? literal.Token.ValueText : null;

    public static IEnumerable<FigureCall> In(CourseCell cell) => cell.Calls.Select(From).OfType<FigureCall>();

    private static FigureCall? From(InvocationExpressionSyntax call)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Plot" } } access) return null;

        var method = access.Name.Identifier.ValueText;
        return Plot.GetMembers(method).OfType<IMethodSymbol>()
            .Where(overload => overload.ReturnType.Name == "Figure")
            .Select(overload => new FigureCall(method, Bind(call.ArgumentList.Arguments, overload)))
            .MaxBy(figure => figure.Arguments.Count);
    }

    private static Dictionary<string, ExpressionSyntax> Bind(SeparatedSyntaxList<ArgumentSyntax> arguments, IMethodSymbol method)
    {
        Dictionary<string, ExpressionSyntax> bound = [];
        foreach (var (index, argument) in arguments.Index())
        {
            var name = argument.NameColon?.Name.Identifier.ValueText ?? method.Parameters.ElementAtOrDefault(index)?.Name;
            if (name is not null) bound.TryAdd(name, argument.Expression);
        }

        return bound;
    }
}
