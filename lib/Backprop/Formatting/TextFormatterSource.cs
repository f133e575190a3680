using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Backprop.Formatting;

/// <summary>Makes the formatters of a type whose text is what a reader wants to see. Found by its shape alone.</summary>
/// <typeparam name="T">The type that is shown.</typeparam>
[SuppressMessage("Performance", "CA1812", Justification = "The host makes it, by reflection.")]
internal sealed class TextFormatterSource<T>
    where T : notnull
{
    /// <summary>
    /// The text, and the same as HTML: for a value inside of another one, such as a list of shapes, which hosts show as a table.
    /// </summary>
    [SuppressMessage("Performance", "CA1822", Justification = "The host calls it on an object, by reflection.")]
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new TypeFormatter<T>(MimeTypes.PlainText, value => value.ToString()!),
        new TypeFormatter<T>(MimeTypes.Html, value => $"<pre style=\"margin:0;text-align:left\">{WebUtility.HtmlEncode(value.ToString())}</pre>"),
    ];
}
