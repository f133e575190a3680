using System.Globalization;

namespace Backprop.Figures;

/// <summary>What a notebook does first.</summary>
public static class Notebook
{
    /// <summary>
    /// The last expression of a notebook's first cell. Its output brings plotly.js to the page, once for all figures,
    /// so that they are drawn without a network; and numbers are written in the invariant culture from here on.
    /// </summary>
    /// <exception cref="FileNotFoundException">The library is not built whole.</exception>
    public static FigureSupport Begin()
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        return new FigureSupport();
    }
}
