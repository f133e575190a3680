namespace Lectern.Figures.Chromium;

/// <summary>The browser, or a script in its page, did not do what it was asked. The message is meant for the reader of the screen.</summary>
internal sealed class BrowserException(string message) : Exception(message);
