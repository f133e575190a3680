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
}
