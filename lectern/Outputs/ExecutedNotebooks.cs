using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.Execution;
using Lectern.Notebooks;

namespace Lectern.Outputs;

/// <summary>
/// The executed notebooks that an earlier run has left. One whose inputs are still the same need not run again: what its cells showed
/// is taken from there.
/// </summary>
/// <param name="root">The folder that the runs write to.</param>
/// <param name="inputs">Tells whether something has changed.</param>
/// <param name="isFresh">Whether all are to run.</param>
internal sealed class ExecutedNotebooks(string root, NotebookInputs inputs, bool isFresh)
{
    private const string Key = "lectern";
    private const string InputsKey = "inputs";
    private const string SecondsKey = "seconds";

    private readonly OwnFiles own = new(root);

    /// <exception cref="IOException">Something that the notebook needs cannot be read.</exception>
    public string Inputs(NotebookFile file, Notebook notebook) => inputs.ChecksumOf(file, notebook);

    /// <summary>Gives the notebook's cells what they showed in an earlier run.</summary>
    /// <param name="file">The notebook.</param>
    /// <param name="notebook">As it is now.</param>
    /// <param name="now">The checksum of what decides what it shows.</param>
    /// <returns>That run; null if there was none, or none like this one.</returns>
    public NotebookRun? TryTake(NotebookFile file, Notebook notebook, string now)
    {
        if (isFresh || Read(file) is not { } executed || RunOf(executed) is not { } run || run.Inputs != now) return null;

        foreach (var (cell, shown) in notebook.RunnableCells.Zip(executed.RunnableCells)) cell.ShowAs(shown);
        return run;
    }

    /// <summary>Writes into an executed notebook how it ran, so that it can be taken another time.</summary>
    public static void Mark(Notebook notebook, NotebookRun run) =>
        notebook.Metadata[Key] = new JsonObject { [InputsKey] = run.Inputs, [SecondsKey] = Math.Round(run.Duration.TotalSeconds, 1) };

    private static NotebookRun? RunOf(Notebook executed)
    {
        if (executed.Metadata[Key] is not JsonObject mark || mark.Text(InputsKey) is not { } inputs) return null;
        var seconds = mark[SecondsKey]?.GetValueKind() == JsonValueKind.Number ? mark[SecondsKey]!.GetValue<double>() : 0;
        return new NotebookRun(executed.RunnableCells.Count(), TimeSpan.FromSeconds(seconds), Failure: null, inputs, IsTaken: true);
    }

    /// <returns>null if it isn't there, or not as lectern wrote it.</returns>
    private Notebook? Read(NotebookFile file)
    {
        var path = OutputFolder.NotebookPath(file);
        try
        {
            return own.IsOwn(path) ? Notebook.Read(Path.Combine(root, path)) : null;
        }
        catch (Exception exception) when (exception is NotebookException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
