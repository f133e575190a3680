namespace Lectern.Site;

/// <summary>The site cannot be made, or has a mistake and is not published. The message is meant for the reader of the screen.</summary>
internal sealed class SiteException(string message) : Exception(message);
