namespace Lectern.Notebooks;

/// <summary>A file that is not a notebook lectern can run. The message is meant for the reader of the screen.</summary>
internal sealed class NotebookException(string message) : Exception(message);
