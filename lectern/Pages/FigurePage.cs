namespace Lectern.Pages;

/// <summary>One figure alone; its element shows title and caption itself.</summary>
internal static class FigurePage
{
    public static string Write(NotebookFigures notebook, Figure figure) =>
        Page.Write(figure.Title, $"{notebook.Carrier}\n{figure.Html}");
}
