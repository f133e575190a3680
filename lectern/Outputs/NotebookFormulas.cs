using Lectern.Docfx;
using Lectern.Figures.Chromium;
using Lectern.Notebooks;
using Lectern.Rendering;

namespace Lectern.Outputs;

/// <summary>Sets the formulas of notebooks with the MathJax that docfx brings along.</summary>
internal sealed class NotebookFormulas
{
    private const string Template = "modern";

    private readonly MathJaxScript? script;

    private NotebookFormulas(MathJaxScript? script) => this.script = script;

    /// <summary>Fetches MathJax, before any notebook is run, if one of them holds a formula.</summary>
    /// <exception cref="DocfxException">There are formulas, and docfx is not restored.</exception>
    /// <exception cref="NotebookException">One of the files is no notebook.</exception>
    public static async Task<NotebookFormulas> PrepareAsync(IReadOnlyList<NotebookFile> files, CancellationToken cancellationToken)
    {
        if (!files.SelectMany(file => Notebook.Read(file.Path).Cells).SelectMany(CellMarkdown.Formulas).Any()) return new NotebookFormulas(null);

        var folder = Directory.CreateTempSubdirectory("lectern-mathjax-").FullName;
        try
        {
            await new DocfxTool(Environment.CurrentDirectory).ExportTemplateAsync(Template, folder, cancellationToken);
            return new NotebookFormulas(MathJaxScript.Read(Path.Combine(folder, Template)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <exception cref="FormulaException">MathJax refuses some of them.</exception>
    /// <exception cref="BrowserException">The browser fails.</exception>
    public async Task<SetFormulas> SetAsync(
        Browser browser, IReadOnlyList<(string Name, Notebook Notebook)> notebooks, CancellationToken cancellationToken) =>
        script is null ? SetFormulas.None : await FormulaSetter.SetAsync(browser, script, notebooks, cancellationToken);
}
