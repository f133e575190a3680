using System.Globalization;
using Backprop.Errors;

namespace Backprop.Figures;

/// <summary>What a notebook does first.</summary>
public static class Notebook
{
    /// <summary>
    /// Whether the library's own exceptions (of arguments, shapes, gradients, checks and anomalies) show where they come from:
    /// their type and the stack trace. <see cref="Begin"/> turns that off, so that an error in a cell is the one line that says what was wrong;
    /// <c>Notebook.ShowsStackTraces = true;</c> in a later cell brings the rest back.
    /// </summary>
    public static bool ShowsStackTraces
    {
        get => !ErrorText.IsMessageOnly;
        set => ErrorText.IsMessageOnly = !value;
    }

    /// <summary>
    /// The last expression of a notebook's first cell. Its output brings plotly.js to the page, once for all figures,
    /// so that they are drawn without a network. From here on numbers are written in the invariant culture, and the library's
    /// exceptions are one line (see <see cref="ShowsStackTraces"/>).
    /// </summary>
    /// <exception cref="FileNotFoundException">The library is not built whole.</exception>
    public static FigureSupport Begin()
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        ShowsStackTraces = false;
        return new FigureSupport();
    }
}
