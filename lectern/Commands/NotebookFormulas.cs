using Lectern.Docfx;
using Lectern.Figures.Chromium;
using Lectern.Notebooks;
using Lectern.Rendering;

namespace Lectern.Commands;

/// <summary>Sets the formulas of notebooks with the MathJax that docfx brings along.</summary>
internal static class NotebookFormulas
{
    private const string Template = "modern";

    /// <exception cref="DocfxException">There are formulas, and docfx is not restored.</exception>
    /// <exception cref="FormulaException">MathJax refuses some of them.</exception>
    /// <exception cref="BrowserException">The browser fails.</exception>
    public static async Task<SetFormulas> SetAsync(
        Browser browser, IReadOnlyList<(string Name, Notebook Notebook)> notebooks, CancellationToken cancellationToken)
    {
        if (!notebooks.SelectMany(notebook => notebook.Notebook.Cells).SelectMany(CellMarkdown.Formulas).Any()) return SetFormulas.None;

        var folder = Directory.CreateTempSubdirectory("lectern-mathjax-").FullName;
        try
        {
            await new DocfxTool(Environment.CurrentDirectory).ExportTemplateAsync(Template, folder, cancellationToken);
            return await FormulaSetter.SetAsync(browser, MathJaxScript.Read(Path.Combine(folder, Template)), notebooks, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
