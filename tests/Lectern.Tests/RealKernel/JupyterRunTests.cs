using Lectern.Tests.Course;

namespace Lectern.Tests.RealKernel;

/// <summary>The notebooks as Jupyter runs them.</summary>
public class JupyterRunTests
{
    public static TheoryData<string> All => [.. CourseNotebook.CourseNames, .. CourseNotebook.SolutionNames];

    [Theory, MemberData(nameof(All))]
    public async Task Jupyter_shows_what_lectern_shows_without_an_error_or_a_warning(string name)
    {
        JupyterServer.SkipUnlessInstalled();
        await TestKernel.SkipUnlessRestoredAsync();

        var differences = HostDifferences.Between(await HostRuns.ByLecternAsync(name), await HostRuns.ByJupyterAsync(name));

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }
}
