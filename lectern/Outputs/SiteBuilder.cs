using System.Text.RegularExpressions;
using Lectern.Docfx;
using Lectern.Figures.Chromium;
using Lectern.Rendering;
using Lectern.Site;

namespace Lectern.Outputs;

/// <summary>Makes a course's website: sets its formulas, writes what docfx reads, runs docfx, and publishes what that made.</summary>
/// <param name="docfx">The tool.</param>
/// <param name="mathJax">What sets formulas.</param>
/// <param name="browser">The program in which it does.</param>
internal sealed partial class SiteBuilder(DocfxTool docfx, NotebookFormulas mathJax, string browser)
{
    /// <exception cref="DocfxException">docfx fails, or finds a broken link.</exception>
    /// <exception cref="FormulaException">A formula cannot be set.</exception>
    /// <exception cref="BrowserException">The browser fails.</exception>
    /// <exception cref="SiteException">A link leads nowhere.</exception>
    /// <exception cref="IOException">Something cannot be written.</exception>
    public async Task BuildAsync(Course course, SiteFolder folder, CancellationToken cancellationToken)
    {
        folder.Prepare();
        var formulas = await SetFormulasAsync(course, cancellationToken);
        var plotly = PlotlyScript.FromFirst(course.Notebooks.Select(notebook => notebook.Executed));
        folder.WriteSource(new SiteSource(course, formulas).Files(folder.Source, plotly));
        Report(await docfx.RunAsync([Path.Combine(folder.Source, SiteSource.Configuration), "--logLevel", "warning"], cancellationToken));
        folder.Publish();
    }

    private async Task<SetFormulas> SetFormulasAsync(Course course, CancellationToken cancellationToken)
    {
        await using var started = await Browser.StartAsync(browser, cancellationToken);
        return await mathJax.SetAsync(started, [.. course.Texts.Select(text => (text.Name + NotebookFile.Extension, text.Notebook))], cancellationToken);
    }

    /// <summary>A link that leads nowhere is a warning of docfx, and a mistake here.</summary>
    private static void Report(string output)
    {
        string[] warnings = [.. Warning().Matches(output).Select(warning => $"{Place(warning.Groups["file"].Value)}: {warning.Groups["text"].Value.Trim()}").Distinct()];
        if (warnings.Length > 0) throw new DocfxException(string.Join("; ", warnings));
    }

    /// <summary>A notebook's page stands for the notebook.</summary>
    private static string Place(string file) =>
        Path.GetFileName(Path.GetDirectoryName(file)) == CourseNotebook.Folder ? Path.GetFileNameWithoutExtension(file) + NotebookFile.Extension : Path.GetFileName(file);

    [GeneratedRegex(@"^(?<file>.*?)(\(\d+,\d+\))?:\s*warning\s+(?<text>.*)$", RegexOptions.Multiline)]
    private static partial Regex Warning();
}
