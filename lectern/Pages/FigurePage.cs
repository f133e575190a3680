using Lectern.Figures;

namespace Lectern.Pages;

/// <summary>One figure alone, as large as the window allows: for a projector. Its element shows title and caption itself.</summary>
internal static class FigurePage
{
    private const string Stage = """
        <style>
        body { max-width: none; padding: 0; background: #fff; }
        .stage { display: grid; place-items: center; min-height: 100vh; }
        .stage > .backprop-figure { width: 100%; }
        .stage.fits { position: fixed; inset: 0; overflow: hidden; }
        .stage.fits > .backprop-figure { position: absolute; left: 50%; top: 50%; max-width: none; }
        </style>
        """;

    /// <summary>Letters grow with the figure. Without scripts it has the size that it has in a notebook.</summary>
    private const string Fit = """
        <script>
        {
          const stage = document.querySelector(".stage"), figure = stage.querySelector(".backprop-figure");
          const fit = () => {
            const scale = Math.min(innerWidth / figure.offsetWidth, innerHeight / figure.offsetHeight);
            figure.style.transform = `translate(-50%, -50%) scale(${scale})`;
          };
          figure.style.width = getComputedStyle(figure).maxWidth;
          stage.classList.add("fits");
          new ResizeObserver(fit).observe(figure);
          addEventListener("resize", fit);
        }
        </script>
        """;

    public static string Write(NotebookFigures notebook, Figure figure) => Page.Write(figure.Title, $"""
        {Stage}
        {notebook.Carrier}
        <main class="stage">
        {figure.Html}
        </main>
        {Fit}
        """);
}
