using Lectern.Execution;
using Lectern.Notebooks;
using Lectern.Outputs;
using Spectre.Console;

namespace Lectern.Commands;

/// <summary>Runs notebooks, several at once, and writes what each made as soon as it has ended.</summary>
/// <param name="runner">Runs one.</param>
/// <param name="output">Writes what it shows.</param>
/// <param name="executed">Those that need not run again.</param>
/// <param name="jobs">How many run at once.</param>
/// <param name="keepGoing">Whether the others run when one fails.</param>
internal sealed class NotebookBatch(NotebookRunner runner, INotebookOutput output, ExecutedNotebooks executed, int jobs, bool keepGoing)
{
    /// <summary>Shows on the console how far they are.</summary>
    public async Task<IReadOnlyList<NotebookResult>> RunAsync(
        IReadOnlyList<NotebookFile> files, CancellationToken cancellationToken)
    {
        var console = AnsiConsole.Console;
        return LiveProgress.IsPossible(console)
            ? await LiveProgress.Create(console).StartAsync(context => RunAsync(files, new LiveProgress(context), cancellationToken))
            : await RunAsync(files, new PlainProgress(Console.Out), cancellationToken);
    }

    /// <summary>Without keep-going, the first failure stops the notebooks that are running and those that wait.</summary>
    /// <returns>One result per file, in the same order.</returns>
    private async Task<IReadOnlyList<NotebookResult>> RunAsync(
        IReadOnlyList<NotebookFile> files, IRunProgress progress, CancellationToken cancellationToken)
    {
        NotebookResult[] results = [.. files.Select(file => new NotebookResult(file))];
        var notebooks = Read(files, results);
        if (!keepGoing && results.Any(result => result.Failure is not null)) return results;

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using SemaphoreSlim turns = new(jobs);
        await Task.WhenAll(notebooks.Select(next => RunInTurnAsync(next.Index, next.Notebook)));
        return results;

        async Task RunInTurnAsync(int index, Notebook notebook)
        {
            try
            {
                results[index] = await RunAsync(files[index], notebook, turns, progress, stop.Token);
                if (!keepGoing && results[index].Failure is not null) await stop.CancelAsync();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                await stop.CancelAsync();
                throw;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Another notebook failed; this one stays "not run".
            }
        }
    }

    /// <summary>All of them first: a file that is no notebook is known before any work is done.</summary>
    private List<(int Index, Notebook Notebook)> Read(IReadOnlyList<NotebookFile> files, NotebookResult[] results)
    {
        List<(int, Notebook)> notebooks = [];
        for (var index = 0; index < files.Count; index++)
        {
            try
            {
                var notebook = Notebook.Read(files[index].Path);
                output.Check(files[index]);
                notebooks.Add((index, notebook));
            }
            catch (Exception exception) when (exception is NotebookException or IOException)
            {
                results[index] = results[index] with { Failure = exception.Message };
            }
        }

        return notebooks;
    }

    /// <summary>While its pictures are drawn, the next notebook runs.</summary>
    private async Task<NotebookResult> RunAsync(
        NotebookFile file, Notebook notebook, SemaphoreSlim turns, IRunProgress progress, CancellationToken cancellationToken)
    {
        var run = await RunInTurnAsync(file, notebook, turns, progress, cancellationToken);
        var result = await WriteAsync(file, notebook, run, cancellationToken);
        progress.End(result);
        return result;
    }

    private async Task<NotebookRun> RunInTurnAsync(
        NotebookFile file, Notebook notebook, SemaphoreSlim turns, IRunProgress progress, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken);
        try
        {
            var inputs = executed.Inputs(file, notebook);
            if (executed.TryTake(file, notebook, inputs) is { } earlier) return earlier;

            var cells = progress.Start(file, notebook.RunnableCells.Count());
            var run = await runner.RunAsync(notebook, file.Folder, cells, cancellationToken);
            return run with { Inputs = inputs };
        }
        finally
        {
            turns.Release();
        }
    }

    private async Task<NotebookResult> WriteAsync(
        NotebookFile file, Notebook notebook, NotebookRun run, CancellationToken cancellationToken)
    {
        try
        {
            return await output.WriteAsync(file, notebook, run, cancellationToken);
        }
        catch (Exception exception) when (exception is NotebookException or IOException or UnauthorizedAccessException)
        {
            string?[] failures = [NotebookResult.Describe(file, run.Failure), exception.Message];
            return new NotebookResult(file, run, Failure: string.Join("; ", failures.OfType<string>()));
        }
    }
}
