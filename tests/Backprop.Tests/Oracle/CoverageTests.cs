using System.Reflection;
using Backprop.Layers;
using Module = Backprop.Layers.Module;

namespace Backprop.Tests.Oracle;

/// <summary>Nothing that is differentiated goes without a case.</summary>
public class CoverageTests
{
    /// <summary>What gives tensors but is no operation on them.</summary>
    private static readonly string[] NotOperations =
    [
        "Arange", "Detach", "Eye", "From", "Full", "FullLike", "Linspace", "Normal", "OneHot", "Ones", "OnesLike", "Permutation",
        "RandomInt", "Record", "Uniform", "Zeros", "ZerosLike", "get_Grad", "Gradient", "Gradients", "op_Implicit",
        "ArgMax", "ArgMin", "ArgSort", "EqualTo", "Sign", "op_GreaterThan", "op_GreaterThanOrEqual", "op_LessThan", "op_LessThanOrEqual",
    ];

    /// <summary>Cases whose names are not the operation's own.</summary>
    private static readonly Dictionary<string, string> CaseNames = new()
    {
        ["op_Addition"] = "add",
        ["op_Subtraction"] = "subtract",
        ["op_Multiply"] = "multiply",
        ["op_Division"] = "divide",
        ["op_UnaryNegation"] = "negate",
        ["get_Part"] = "slice",
        ["SumTo"] = "add",
        ["MatMul"] = "matmul",
        ["LogSumExp"] = "log-sum-exp",
        ["LogSoftmax"] = "log-softmax",
        ["TopK"] = "top-k",
    };

    [Fact]
    public void Every_operation_that_is_differentiated_is_held_against_PyTorch()
    {
        var cases = OracleFile.Root.GetProperty("operations").EnumerateArray().Select(one => one.GetProperty("name").GetString()!).ToList();
        var operations = typeof(Tensor).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.ReturnType == typeof(Tensor) || method.ReturnType == typeof(Tensor[])
                || method.ReturnType == typeof((Tensor, Tensor)))
            .Select(method => method.Name)
            .Distinct()
            .Except(NotOperations);

        var without = operations.Where(operation => !cases.Exists(name => name.StartsWith(
            CaseNames.GetValueOrDefault(operation) ?? Words(operation), StringComparison.Ordinal))).ToList();
        Assert.Empty(without);
    }

    [Fact]
    public void Every_layer_and_every_loss_is_held_against_PyTorch()
    {
        string[] elsewhere = ["Sequential", "Dropout", "PositionalEmbedding", "MultiHeadSelfAttention"]; // attention, and tests beside them
        var cases = OracleFile.Root.GetProperty("operations").EnumerateArray().Select(one => one.GetProperty("name").GetString()!).ToList();
        var names = typeof(Module).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Module))).Select(type => type.Name)
            .Concat(typeof(Loss).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(method => method.Name))
            .Except(elsewhere);

        var without = names.Where(name => !cases.Exists(
            one => one.Replace("-", " ", StringComparison.Ordinal).StartsWith(Words(name), StringComparison.Ordinal))).ToList();
        Assert.Empty(without);
    }

    /// <summary>"MaskedFill" as "masked fill".</summary>
    private static string Words(string name) =>
        string.Concat(name.Select((letter, i) => char.IsUpper(letter) ? $"{(i > 0 ? " " : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));
}
