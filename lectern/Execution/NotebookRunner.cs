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
    /// How many processors a notebook may count on. Two that run at once on two of them are each faster with one thread: 11's training
    /// takes a quarter less of the processor.
    /// </summary>
    public int Processors { get; init; } = Environment.ProcessorCount;

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
        foreach (var cell in notebook.Cells.Where(cell => cell is { IsCode: true, IsSkipped: false })) cell.Clear();

        await using var worker = WorkerProcess.Start(folder, Processors);
        var failure = await StartUpAsync(worker, cancellationToken);
        var number = 0;
        List<ShownCell> shown = [];
        foreach (var cell in failure is null ? notebook.RunnableCells : [])
        {
            shown.Add(new ShownCell(cell, ++number));
            var error = await RunAsync(worker, shown, cancellationToken);
            if (error is not null && !(cell.MayFail && worker.IsAlive))
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
        return await ReadToAsync<WorkerReady>(worker, [], cancellationToken)
            ? null
            : new CellFailure(1, Error("ProcessEnded", await worker.DescribeEndAsync()));
    }

    /// <summary>Runs the last of the cells.</summary>
    /// <returns>null if it succeeded.</returns>
    private async Task<ErrorOutput?> RunAsync(WorkerProcess worker, List<ShownCell> shown, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        var current = shown[^1];
        await worker.SendAsync(new RunCell(current.Number, current.Cell.Source, current.Cell.Kernel));
        try
        {
            if (await ReadToAsync<CellEnded>(worker, shown, limit.Token))
            {
                // It has ended, well or with an error that is among its outputs.
            }
            else if (current.Outputs.IsEndless)
            {
                await StopAsync("EndlessOutput", "the cell went on showing values or text without end and was stopped");
            }
            else
            {
                current.Outputs.Add(Error("ProcessEnded", await worker.DescribeEndAsync()));
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await StopAsync("Timeout", string.Create(
                CultureInfo.InvariantCulture, $"the cell did not end within {timeout.TotalSeconds} s and was stopped"));
        }

        return current.Show().OfType<ErrorOutput>().FirstOrDefault();

        async Task StopAsync(string name, string message)
        {
            await worker.EndAsync();
            current.Outputs.Add(Error(name, message));
        }
    }

    /// <returns>false if the worker ended before it said what was waited for, or if its cell shows more and more.</returns>
    private static async Task<bool> ReadToAsync<T>(
        WorkerProcess worker, IReadOnlyList<ShownCell> shown, CancellationToken cancellationToken)
        where T : WorkerMessage
    {
        await foreach (var message in worker.Messages.ReadAllAsync(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested(); // a reader that never has to wait doesn't look
            switch (message)
            {
                case T:
                    return true;
                case CellOutput { Output: var output } when shown.Count > 0:
                    shown[^1].Outputs.Add(output);
                    if (shown[^1].Outputs.IsEndless) return false;
                    break;
                case DisplayUpdated { Update: var update }:
                    shown.LastOrDefault(cell => cell.Outputs.Update(update))?.Show();
                    break;
            }
        }

        return false;
    }

    private static ErrorOutput Error(string name, string message) => new(name, message, [$"{name}: {message}"]);

    /// <summary>A cell that has run, or runs, and what it shows; a later cell may still change that.</summary>
    private sealed record ShownCell(Cell Cell, int Number)
    {
        public CellOutputs Outputs { get; } = new();

        public IReadOnlyList<Output> Show()
        {
            var outputs = Outputs.Settle();
            Cell.Show(Number, outputs);
            return outputs;
        }
    }
}
