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
        new TypeFormatter(HtmlFormatterSource.Html, value => value.ToHtml()),
        new TypeFormatter(HtmlFormatterSource.PlainText, value => value.ToString()!),
    ];

    private sealed class TypeFormatter(string mimeType, Func<T, string> text)
    {
        public string MimeType { get; } = mimeType;

        [SuppressMessage("Performance", "CA1822", Justification = "The host reads it from an object, by reflection.")]
        public Type Type => typeof(T);

        /// <returns>Whether the value was written.</returns>
        public bool Format(object instance, TextWriter writer)
        {
            if (instance is not T value)
            {
                return false;
            }

            writer.Write(text(value));
            return true;
        }
    }
}

/// <summary>The mime types that such a type is shown as.</summary>
internal static class HtmlFormatterSource
{
    public const string Html = "text/html";
    public const string PlainText = "text/plain";
}
