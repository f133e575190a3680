using System.Diagnostics.CodeAnalysis;

namespace Backprop.Formatting;

/// <summary>Makes the formatter of a type whose text is what a reader wants to see. Found by its shape alone.</summary>
/// <typeparam name="T">The type that is shown.</typeparam>
[SuppressMessage("Performance", "CA1812", Justification = "The host makes it, by reflection.")]
internal sealed class TextFormatterSource<T>
    where T : notnull
{
    /// <summary>The only formatter.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "The host calls it on an object, by reflection.")]
    public IEnumerable<object> CreateTypeFormatters() => [new TypeFormatter<T>(MimeTypes.PlainText, value => value.ToString()!)];
}
