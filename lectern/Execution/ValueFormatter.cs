using Lectern.Notebooks;
using Microsoft.DotNet.Interactive.Formatting;

namespace Lectern.Execution;

/// <summary>Shows values the way .NET Interactive does, with its own formatters.</summary>
internal static class ValueFormatter
{
    /// <param name="value">What is shown.</param>
    /// <param name="mimeTypes">Empty for those that the value's type prefers.</param>
    /// <returns>The value by mime type; plain text is always among them, for readers without HTML.</returns>
    public static IReadOnlyDictionary<string, string> Format(object? value, params IReadOnlyCollection<string> mimeTypes)
    {
        if (mimeTypes.Count == 0) mimeTypes = Formatter.GetPreferredMimeTypesFor(value?.GetType());
        return mimeTypes
            .Append(MimeBundle.PlainText)
            .Distinct()
            .ToDictionary(mimeType => mimeType, mimeType => value.ToDisplayString(mimeType).Replace("\r\n", "\n", StringComparison.Ordinal));
    }
}
