using System.Diagnostics.CodeAnalysis;

namespace Backprop.Formatting;

/// <summary>Makes the formatters of a type that is shown as HTML and as plain text. Found by its shape alone.</summary>
/// <typeparam name="T">The type that is shown.</typeparam>
[SuppressMessage("Performance", "CA1812", Justification = "The host makes it, by reflection.")]
internal sealed class HtmlFormatterSource<T>
    where T : IHtml
{
    /// <summary>One formatter for each mime type.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "The host calls it on an object, by reflection.")]
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new TypeFormatter<T>(MimeTypes.Html, value => value.ToHtml()),
        new TypeFormatter<T>(MimeTypes.PlainText, value => value.ToString()!),
    ];
}
