using Backprop.Figures.Charts;
using Plotly.NET;

namespace Backprop.Plotly;

/// <summary>Series as plotly.js knows them. Source of the names: plotly.js 2.28, its reference of trace attributes.</summary>
internal static class Traces
{
    /// <summary>Up to so many cells across, their numbers can be large.</summary>
    private const int FewCells = 6;

    private const int PointOfALine = 9;

    public static Trace Of(Series series) => series switch
    {
        Curve curve => Of(curve),
        Columns columns => Of(columns),
        Grid grid => Of(grid),
        _ => throw new InvalidOperationException($"no trace is known for {series.GetType().Name}"),
    };

    private static Trace Of(Curve curve)
    {
        var isInSpace = curve.Z is not null;
        var trace = new Trace(isInSpace ? "scatter3d" : "scatter")
            .With("x", curve.X)
            .With("y", curve.Y)
            .WithSome("z", curve.Z)
            .With("name", Literal.Text(curve.Name))
            .With("showlegend", curve.Name.Length > 0)
            .WithSome("opacity", curve.Opacity < 1 ? curve.Opacity : null);
        if (curve.Mark is Mark.Points or Mark.Diamonds)
        {
            return trace.With("mode", "markers").With("marker", Node.New()
                .With("color", curve.Color)
                .With("size", curve.Size)
                .WithSome("symbol", curve.Mark == Mark.Diamonds ? "diamond" : null));
        }

        return trace
            .With("mode", curve.X.Length == 1 ? "markers" : "lines") // a line of one point would not be seen
            .WithSome("marker", curve.X.Length == 1 ? Node.New().With("size", PointOfALine).With("color", curve.Color) : null)
            .With("line", Node.New()
                .With("color", curve.Color)
                .With("width", isInSpace ? 2 * curve.Size : curve.Size)
                .With("dash", Pattern(curve.Mark))
                .WithSome("simplify", isInSpace ? null : false)) // plotly.js would leave out points, and curves would have corners
            .WithSome("fill", curve.IsFilled ? "toself" : null);
    }

    private static Trace Of(Columns columns) => new Trace("bar")
        .With("x", columns.Labels.Select(Literal.Text).ToArray())
        .With("y", columns.Heights)
        .With("name", Literal.Text(columns.Name))
        .With("showlegend", columns.Name.Length > 0)
        .With("marker", Node.New().With("color", columns.Color));

    private static Trace Of(Grid grid)
    {
        var isSurface = grid.Form == GridForm.Surface;
        var trace = new Trace(isSurface ? "surface" : grid.Form == GridForm.Cells ? "heatmap" : "contour")
            .With("x", grid.X)
            .With("y", grid.Y)
            .With("z", grid.Z)
            .With(isSurface ? "cmin" : "zmin", grid.Colors.Low)
            .With(isSurface ? "cmax" : "zmax", grid.Colors.High)
            .With("colorscale", Scale(grid.Colors.Colors))
            .With("showscale", grid.Colors.Title.Length > 0)
            .WithSome("colorbar", grid.Colors.Title.Length > 0 ? ScaleBar(grid.Colors) : null);
        return grid.Form switch
        {
            GridForm.Cells => trace.WithSome("text", grid.Texts).WithSome("texttemplate", grid.Texts is null ? null : "%{text}")
                .WithSome("textfont", grid.Texts is null ? null : Node.New().With("size", Math.Max(grid.X.Length, grid.Y.Length) <= FewCells ? 22 : 15)),
            GridForm.Surface => trace.With("opacity", 0.92),
            _ => Lines(trace, grid),
        };
    }

    private static Trace Lines(Trace trace, Grid grid)
    {
        var isBoundary = grid.Form is GridForm.Flow or GridForm.Lines;
        var width = (isBoundary, grid.Levels) switch { (false, _) => 0.5, (true, null) => 0, _ => 3 };
        return trace
            .With("contours", Node.New()
                .WithSome("coloring", grid.Form switch { GridForm.Flow => "heatmap", GridForm.Lines => "none", _ => null })
                .WithSome("start", grid.Levels?.Start)
                .WithSome("end", grid.Levels?.End)
                .WithSome("size", grid.Levels?.Step))
            .WithSome("showlegend", grid.Form == GridForm.Lines ? false : null)
            .With("line", Node.New().With("width", width).With("color", isBoundary ? Palette.Yardstick : Palette.Ink));
    }

    private static DynamicObj.DynamicObj ScaleBar(ColorScale colors) => Node.New()
        .With("title", Node.New().With("text", Literal.Text(colors.Title)).With("side", "right"))
        .With("outlinewidth", 0)
        .With("thickness", 22)
        .WithSome("tickvals", colors.Ticks.Count > 0 ? colors.Ticks.Select(tick => tick.At).ToArray() : null)
        .WithSome("ticktext", colors.Ticks.Count > 0 ? colors.Ticks.Select(tick => Literal.Text(tick.Text)).ToArray() : null);

    private static object[][] Scale(IReadOnlyList<string> colors) =>
        [.. colors.Select((color, i) => new object[] { Math.Round((double)i / (colors.Count - 1), 4), color })];

    private static string Pattern(Mark mark) => mark switch
    {
        Mark.DashedLine => "dash",
        Mark.DottedLine => "dot",
        _ => "solid",
    };
}
