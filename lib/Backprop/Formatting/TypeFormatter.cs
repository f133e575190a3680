namespace Backprop.Formatting;

/// <summary>Writes values of a type in one mime type. A notebook host finds these members by their names.</summary>
/// <typeparam name="T">The type that is shown, or a base of it.</typeparam>
/// <param name="mimeType">The mime type.</param>
/// <param name="text">A value in it.</param>
/// <param name="type">The type that is shown, where its name is not known before the program runs.</param>
internal sealed class TypeFormatter<T>(string mimeType, Func<T, string> text, Type? type = null)
{
    public string MimeType { get; } = mimeType;

    public Type Type { get; } = type ?? typeof(T);

    /// <returns>Whether the value was written.</returns>
    public bool Format(object instance, TextWriter writer)
    {
        if (!Type.IsInstanceOfType(instance))
        {
            return false;
        }

        writer.Write(text((T)instance));
        return true;
    }
}
