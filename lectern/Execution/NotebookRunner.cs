using System.Diagnostics;
using System.Globalization;
using Lectern.Execution.Protocol;
using Lectern.Notebooks;

namespace Lectern.Execution;

/// <summary>Runs a notebook's cells in a worker, and puts what they show into the notebook.</summary>
/// <param name="timeout">How long one cell may take.</param>
internal sealed class NotebookRunner(TimeSpan timeout)
{
    /// <summary>
    /// Runs up to the first cell that fails; the cells after it are left without outputs. An empty cell isn't run and
    /// gets no number, as in Jupyter.
    /// </summary>
    /// <param name="notebook">Its outputs are replaced.</param>
    /// <param name="folder">The notebook's folder.</param>
    /// <param name="progress">Is told how many cells have run.</param>
    /// <param name="cancellationToken">Ends the worker.</param>
    public async Task<NotebookRun> RunAsync(
        Notebook notebook, string folder, IProgress<int> progress, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        foreach (var cell in notebook.Cells.Where(cell => cell.IsCode)) cell.Clear();

        await using var worker = WorkerProcess.Start(folder);
        var failure = await StartUpAsync(worker, cancellationToken);
        var number = 0;
        foreach (var cell in failure is null ? notebook.RunnableCells : [])
        {
            number++;
            var outputs = await RunAsync(worker, cell, number, cancellationToken);
            cell.Show(number, outputs);
            if (outputs.OfType<ErrorOutput>().FirstOrDefault() is { } error)
            {
                failure = new CellFailure(number, error);
                break;
            }

            progress.Report(number);
        }

        return new NotebookRun(failure is null ? number : Math.Max(0, number - 1), watch.Elapsed, failure);
    }

    private static async Task<CellFailure?> StartUpAsync(WorkerProcess worker, CancellationToken cancellationToken)
    {
        CellOutputs outputs = new();
        return await ReadToAsync<WorkerReady>(worker, outputs, cancellationToken)
            ? null
            : new CellFailure(1, Error("ProcessEnded", await worker.DescribeEndAsync()));
    }

    private async Task<IReadOnlyList<Output>> RunAsync(
        WorkerProcess worker, Cell cell, int number, CancellationToken cancellationToken)
    {
        if (!cell.IsCSharp)
            return [Error("NotSupported", $"the cell is for the kernel '{cell.Kernel}', and lectern runs C# cells only")];

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        CellOutputs outputs = new();
        await worker.SendAsync(new RunCell(number, cell.Source));
        try
        {
            if (!await ReadToAsync<CellEnded>(worker, outputs, limit.Token))
                outputs.Add(Error("ProcessEnded", await worker.DescribeEndAsync()));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            outputs.Add(Error("Timeout", string.Create(
                CultureInfo.InvariantCulture, $"the cell did not end within {timeout.TotalSeconds} s and was stopped")));
        }

        return outputs.Settle();
    }

    /// <returns>false if the worker ended before it said what was waited for.</returns>
    private static async Task<bool> ReadToAsync<T>(
        WorkerProcess worker, CellOutputs outputs, CancellationToken cancellationToken)
        where T : WorkerMessage
    {
        await foreach (var message in worker.Messages.ReadAllAsync(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested(); // a reader that never has to wait doesn't look
            if (message is T) return true;
            if (message is CellOutput { Output: var output }) outputs.Add(output);
        }

        return false;
    }

    private static ErrorOutput Error(string name, string message) => new(name, message, [$"{name}: {message}"]);
}
