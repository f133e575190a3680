namespace Backprop.Formatting;

/// <summary>What values are shown as.</summary>
internal static class MimeTypes
{
    public const string Html = "text/html";
    public const string PlainText = "text/plain";
}
