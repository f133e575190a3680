namespace Backprop.Formatting;

/// <summary>
/// Tells a notebook host how to show a type. .NET Interactive looks for an attribute of this name and with these
/// two properties, in whatever assembly it is declared, so that a library need not reference the host.
/// </summary>
/// <param name="formatterSourceType">A type with a method <c>CreateTypeFormatters()</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>The type that makes the formatters.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>What the type is shown as, all of them in one output.</summary>
    public string[] PreferredMimeTypes { get; init; } = [];
}
