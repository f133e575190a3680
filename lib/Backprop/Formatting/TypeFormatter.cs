using System.Diagnostics.CodeAnalysis;

namespace Backprop.Formatting;

/// <summary>Writes values of a type in one mime type. A notebook host finds these members by their names.</summary>
/// <typeparam name="T">The type that is shown.</typeparam>
/// <param name="mimeType">The mime type.</param>
/// <param name="text">A value in it.</param>
internal sealed class TypeFormatter<T>(string mimeType, Func<T, string> text)
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
