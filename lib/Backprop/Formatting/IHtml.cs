namespace Backprop.Formatting;

/// <summary>A value that a notebook shows as HTML; its <see cref="object.ToString"/> is the form for plain text.</summary>
internal interface IHtml
{
    /// <summary>The value as HTML.</summary>
    public string ToHtml();
}
