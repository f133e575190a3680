using System.Runtime.CompilerServices;
using Backprop.Errors;

namespace Backprop.Tests.Errors;

/// <summary>What messages say of the place where an operation was called.</summary>
public class CallPlaceTests
{
    [Fact]
    public void The_code_is_named_as_it_was_written()
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        static string Local() => CallPlace.Find();
        Func<string> lambda = () => CallPlace.Find();

        Assert.Matches(@"^CallPlaceTests\.cs, line \d+ \(Local\)$", Local());
        Assert.EndsWith($"({nameof(The_code_is_named_as_it_was_written)})", lambda(), StringComparison.Ordinal);
        Assert.EndsWith($"({nameof(Places)})", Assert.Single(Places()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Naive", "Naive")]
    [InlineData("<Outer>g__Local|3_0", "Local")]
    [InlineData("<Outer>b__1_0", "Outer")]
    [InlineData("<<Initialize>>d__0", null)]
    [InlineData("<<Initialize>>b__0_1", null)]
    [InlineData(null, null)]
    public void A_name_that_the_compiler_made_is_read(string? made, string? written) => Assert.Equal(written, CallPlace.NameAsWritten(made));

    [Theory]
    [InlineData("Tensor.Zeros([2]).Log()", "Tensor.Zeros([2]).Log()")]
    [InlineData("#r \"a.dll\"\n\n// the loss\n  var loss = x.Log();\nloss", "var loss = x.Log();")]
    [InlineData("var aVariableWithALongName = another.MatMul(of.Transpose()).Log().Sum();", "var aVariableWithALongName = another.MatMul(of.Transpose()). …")]
    [InlineData("// nothing else", null)]
    public void A_cell_is_told_by_its_first_line(string code, string? line) => Assert.Equal(line, RunningCell.FirstLineOf(code));

    [Fact]
    public void Without_a_host_there_is_no_cell() => Assert.Null(RunningCell.FirstLine());

    private static IEnumerable<string> Places()
    {
        yield return CallPlace.Find();
    }
}
