using Lectern.Tests.Figures;

namespace Lectern.Tests.RealKernel;

/// <summary>Charts that cells draw with Plotly.NET itself, in the kernel that students use: it runs on another FSharp.Core.</summary>
public sealed class PlotlyNetKernelTests : IDisposable
{
    private const string Name = "../tests/Lectern.Tests/Figures/plotly-net";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Jupyter_and_VS_Code_have_the_same_charts_as_lectern()
    {
        JupyterServer.SkipUnlessInstalled();
        await TestKernel.SkipUnlessRestoredAsync();
        var lectern = await HostRuns.ByLecternAsync(Name);

        Assert.Equal(PlotlyNetTests.Charts, PlotlyNetTests.Seen(lectern));
        Assert.Empty(HostDifferences.Between(lectern, await HostRuns.ByJupyterAsync(Name)));
        Assert.Empty(HostDifferences.Between(lectern, await HostRuns.ByStdioAsync(Name)));
    }

    [Fact]
    public async Task The_page_of_a_notebook_that_Jupyter_ran_draws_them_without_a_network()
    {
        JupyterServer.SkipUnlessInstalled();
        TestBrowser.Program();
        await TestKernel.SkipUnlessRestoredAsync();
        folder.Write("plotly-net.ipynb", (await HostRuns.ByJupyterAsync(Name)).ToJson());

        await using var page = await TestPage.OpenAsync(new Uri(folder[await JupyterServer.ConvertAsync(folder, "plotly-net.ipynb")]).AbsoluteUri);

        await PlotlyNetTests.AssertDrawnAsync(page);
    }
}
