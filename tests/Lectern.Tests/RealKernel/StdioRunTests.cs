using Lectern.Notebooks;
using Lectern.Tests.Course;

namespace Lectern.Tests.RealKernel;

/// <summary>The notebooks as VS Code runs them.</summary>
public class StdioRunTests
{
    public static TheoryData<string> All => [.. CourseNotebook.CourseNames, .. CourseNotebook.SolutionNames];

    [Theory, MemberData(nameof(All))]
    public async Task VS_Code_shows_what_lectern_shows_without_an_error_or_a_warning(string name)
    {
        await TestKernel.SkipUnlessRestoredAsync();

        var differences = HostDifferences.Between(await HostRuns.ByLecternAsync(name), await HostRuns.ByStdioAsync(name));

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public async Task A_warning_and_an_error_are_shown_and_the_notebook_goes_on()
    {
        await TestKernel.SkipUnlessRestoredAsync();
        await using var kernel = await StdioKernel.StartAsync(CourseNotebook.Home);

        var warning = Assert.IsType<StreamOutput>(Assert.Single(await kernel.RunAsync("object? one = 1;")));
        Assert.Contains("warning CS8632", warning.Text, StringComparison.Ordinal);
        var error = (await kernel.RunAsync("double left = 1; throw new Exception(\"halfway\"); double right = 2;")).OfType<ErrorOutput>();
        Assert.Contains("halfway", Assert.Single(error).Message, StringComparison.Ordinal);
        Assert.Equal("1, 0\n", Assert.IsType<StreamOutput>(Assert.Single(await kernel.RunAsync("Console.WriteLine($\"{left}, {right}\");"))).Text);
        error = (await kernel.RunAsync("missing + 1")).OfType<ErrorOutput>();
        Assert.Contains("CS0103", Assert.Single(error).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Tensor.Ones([2, 3]).MatMul(Tensor.Ones([4, 5]))", "matmul: (2, 3) · (4, 5): inner extents 3 and 4 differ")]
    [InlineData("Tensor.Ones([2, 3]).Sum(5)", "axis 5 does not exist in shape (2, 3), which has 2 axes")]
    [InlineData("Tensor.Ones([2, 3]).Sum([0, 0])", "axes [0, 0] of shape (2, 3) name an axis twice")]
    [InlineData("Tensor.Ones([2, 3]).Item()", "item: a single number is expected, but the tensor has shape (2, 3)")]
    [InlineData("new Backprop.Layers.LayerNorm(0)", "features must be positive, but is 0")]
    [InlineData("new Backprop.ManualGrad.Sigmoid().Backward(Tensor.Ones([1]))", "sigmoid: Backward needs a Forward before it")]
    public async Task What_the_library_refuses_is_one_line(string code, string message)
    {
        await TestKernel.SkipUnlessRestoredAsync();
        await using var kernel = await StdioKernel.StartAsync(CourseNotebook.Home);
        await kernel.RunAsync(CourseLibrary.FirstCell);

        var error = (await kernel.RunAsync(code)).OfType<ErrorOutput>();

        Assert.Equal(message, Assert.Single(error).Message);
    }
}
