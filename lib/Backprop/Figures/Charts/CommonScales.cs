namespace Backprop.Figures.Charts;

/// <summary>Gives charts that are compared the same axes, and cells of the same number the same colour.</summary>
internal static class CommonScales
{
    public static IReadOnlyList<Chart> Of(IReadOnlyList<Chart> charts)
    {
        var colors = charts.SelectMany(Grids).Select(grid => grid.Colors).ToList();
        var isDiverging = colors.Exists(color => color.Colors == Palette.Diverging);
        var (low, high) = colors.Count == 0 ? (0, 0) : (colors.Min(color => color.Low), colors.Max(color => color.High));
        if (isDiverging)
        {
            (low, high) = (-Math.Max(-low, high), Math.Max(-low, high));
        }

        return [.. charts.Select(chart => Axes(chart, charts) with { Series = [.. chart.Series.Select(Recolour)] })];

        Series Recolour(Series series) => series is not Grid grid ? series : grid with
        {
            Colors = grid.Colors with { Low = low, High = high, Colors = isDiverging && grid.Colors.Colors == Palette.Sequence ? Palette.Diverging : grid.Colors.Colors },
        };
    }

    private static IEnumerable<Grid> Grids(Chart chart) => chart.Series.OfType<Grid>();

    /// <summary>The columns of one matrix have nothing to do with those of another one.</summary>
    private static Chart Axes(Chart chart, IReadOnlyList<Chart> charts) => charts.SelectMany(Grids).Any(grid => grid.Form == GridForm.Cells)
        ? chart
        : chart with
        {
            X = chart.X with { Range = Range.OfAll(charts, one => one.X, Range.Across).Range },
            Y = chart.Y with { Range = Range.OfAll(charts, one => one.Y, Range.Along).Range },
        };
}
