using System.Globalization;
using System.Runtime.CompilerServices;
using Backprop.Data;
using Backprop.Layers;
using Backprop.Optimizers;
using Backprop.Scalars;
using Backprop.Teaching;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backprop.Tests.Formatting;

/// <summary>Numbers look the same on every reader's machine.</summary>
[Collection("Console")]
public class CultureTests
{
    /// <summary>What shows numbers, and what says numbers when it is used wrongly.</summary>
    private static readonly Dictionary<string, Action> Messages = new()
    {
        ["check"] = () => Check.Agree("slope", 0.5, 1.25, 0.125),
        ["check of tensors"] = () => Check.Agree("slope", Tensor.From([-0.5, 1]), Tensor.From([1.25, -1]), 0.125),
        ["check of a limit"] = () => Check.AtMost("loss", 0.75, 0.5),
        ["exercise"] = () => Exercise.Number("a", () => -1.5, 2.25),
        ["exercise with a tensor"] = () => Exercise.Tensor("a", () => Tensor.From([-0.5]), Tensor.From([2.25])),
        ["table"] = () => Show(Table.Of(["x"], [[-0.5], [-3], [Tensor.From([1.5])]])),
        ["tensor"] = () => Show(Tensor.From([-0.5, 1e-9, 3])),
        ["value"] = () => Show(new Value(-0.5) * 3),
        ["optimizer"] = () => Show(new Adam([new Parameter(Tensor.Ones([2]))], 0.001)),
        ["schedule"] = () => Show(new StepDecay(0.5, 7, 0.1)),
        ["dropout"] = () => new Dropout(1.5, new Generator(1)),
        ["layer norm"] = () => new LayerNorm(3, -0.5),
        ["clipping"] = () => GradientClipping.ByNorm([], -0.5),
        ["learning rate"] = () => new Sgd([new Parameter(Tensor.Ones([2]))], -0.5),
        ["rate of a schedule"] = () => new CosineDecay(-0.5, 7),
        ["uniform"] = () => new Generator(1).Uniform(1.5, -0.5),
        ["normal"] = () => new Generator(1).Normal(0, -0.5),
        ["clamp"] = () => Tensor.Ones([2]).Clamp(1.5, -0.5),
        ["extent"] = () => new Shape(-2),
        ["axis"] = () => Tensor.Ones([2]).Sum(-3),
        ["axes named twice"] = () => Tensor.Ones([2]).Sum([-1, -1]),
        ["permutation"] = () => Tensor.Ones([2, 3]).Permute(-1, -1),
        ["gather"] = () => Tensor.Ones([2]).Gather(0, Tensor.From([-0.5])),
        ["class"] = () => Loss.CrossEntropy(Tensor.Ones([1, 2]), Tensor.From([-0.5])),
        ["gradient check"] = () => GradientCheck.Verify(x => Tensor.Where(x > 0, x.Detach(), x), Tensor.From([0.5]), new Generator(1)),
        ["noise"] = () => Moons.Generate(10, -0.5, new Generator(1)),
    };

    public static TheoryData<string> Names => [.. Messages.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_message_is_the_same_in_a_culture_with_other_signs(string name)
    {
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.NegativeSign) = (",", "−");
        var expected = Message(Messages[name], CultureInfo.InvariantCulture);

        Assert.Matches("[0-9]", expected);
        Assert.Equal(expected, Message(Messages[name], other));
    }

    /// <summary>The messages that no list mentions: all texts in the sources that a number is put into.</summary>
    [Fact]
    public void No_text_in_the_library_takes_its_numbers_from_the_machines_culture()
    {
        var compilation = Library();
        var texts = compilation.SyntaxTrees.SelectMany(tree => Texts(tree, compilation.GetSemanticModel(tree))).ToList();

        Assert.True(texts.Count > 300, $"only {texts.Count} texts were found");
        string[] wrong = [.. texts.Where(text => text.IsOfTheCulture).Select(text => text.Place)];
        Assert.True(wrong.Length == 0, string.Join(Environment.NewLine, wrong));
    }

    private static void Show(object value) => throw new InvalidOperationException(value.ToString());

    private static string Message(Action action, CultureInfo culture)
    {
        var before = (CultureInfo.CurrentCulture, Console.Out);
        using StringWriter written = new(CultureInfo.InvariantCulture);
        try
        {
            CultureInfo.CurrentCulture = culture;
            Console.SetOut(written);
            action();
            return written.ToString();
        }
        catch (Exception exception)
        {
            return written + exception.Message;
        }
        finally
        {
            (CultureInfo.CurrentCulture, _) = before;
            Console.SetOut(before.Out);
        }
    }

    /// <summary>The library's sources; what source generators add is missing, and has no texts.</summary>
    private static CSharpCompilation Library([CallerFilePath] string source = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(source)!, "../../../lib/Backprop");
        string[] outputs = [Path.Combine(folder, "bin"), Path.Combine(folder, "obj")];
        var usings = "System System.Collections.Generic System.IO System.Linq System.Threading System.Threading.Tasks".Split(' ')
            .Select(name => $"global using {name};")
            .Append("global using static System.FormattableString;");
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) != "Backprop.dll")
            .Select(path => MetadataReference.CreateFromFile(path));
        return CSharpCompilation.Create(
            "Backprop",
            [
                CSharpSyntaxTree.ParseText(string.Concat(usings)),
                .. Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
                    .Where(path => !outputs.Any(output => path.StartsWith(output, StringComparison.Ordinal)))
                    .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), path: Path.GetFileName(path))),
            ],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }

    /// <summary>The places where something becomes text, and whether a number does so in the machine's culture.</summary>
    private static IEnumerable<(string Place, bool IsOfTheCulture)> Texts(SyntaxTree tree, SemanticModel model)
    {
        bool IsNumber(ExpressionSyntax expression) => model.GetTypeInfo(expression).Type is { } type && CultureTests.IsNumber(type);
        bool IsText(ExpressionSyntax expression) => model.GetTypeInfo(expression).ConvertedType?.SpecialType == SpecialType.System_String;

        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            bool? isOfTheCulture = node switch
            {
                InterpolatedStringExpressionSyntax text => IsText(text) && text.Contents.OfType<InterpolationSyntax>()
                    .Any(hole => IsNumber(hole.Expression) && hole.FormatClause?.FormatStringToken.Text is not ['X', ..]),
                BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) && IsText(sum) => IsNumber(sum.Left) || IsNumber(sum.Right),
                InvocationExpressionSyntax call when model.GetSymbolInfo(call).Symbol is IMethodSymbol method => IsOfTheCulture(call, method, IsNumber),
                _ => null,
            };
            if (isOfTheCulture is { } known)
            {
                yield return ($"{tree.FilePath}, line {node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {node}", known);
            }
        }
    }

    /// <summary>Whether a call writes a number and isn't told how; null for one that writes nothing.</summary>
    private static bool? IsOfTheCulture(InvocationExpressionSyntax call, IMethodSymbol method, Func<ExpressionSyntax, bool> isNumber)
    {
        var isTold = method.Parameters.Any(parameter => parameter.Type.Name == nameof(IFormatProvider));
        return (method.ContainingType.Name, method.Name) switch
        {
            ("String", "Join") => method.TypeArguments.Any(IsNumber),
            ("String", "Format") or ("StringBuilder" or "TextWriter" or "StringWriter" or "Console", "Append" or "Write" or "WriteLine") =>
                !isTold && call.ArgumentList.Arguments.Any(argument => isNumber(argument.Expression)),
            (_, "ToString") when call.Expression is MemberAccessExpressionSyntax member => !isTold && isNumber(member.Expression),
            _ => null,
        };
    }

    private static bool IsNumber(ITypeSymbol type) => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
        ? IsNumber(nullable.TypeArguments[0])
        : type.SpecialType != SpecialType.System_Char
            && type.AllInterfaces.Any(one => one.Name is "INumberBase") | type.Name is nameof(DateTime) or nameof(DateTimeOffset) or nameof(TimeSpan);
}
