using System.Text.Json;

namespace Lectern.Tests;

/// <summary>A notebook that is open in the classic Jupyter, used by menus, mouse and keys as a reader uses it.</summary>
internal sealed class JupyterPage(TestPage page) : IAsyncDisposable
{
    private const string Idle = """document.querySelector("#kernel_indicator_icon.kernel_idle_icon") !== null""";

    /// <summary>The page itself.</summary>
    public TestPage Page => page;

    /// <summary>
    /// Opens a notebook and waits for its kernel. On a busy machine the page may miss that the kernel is idle, if it listens too late;
    /// opened anew, as a reader would do it, it asks again.
    /// </summary>
    public static async Task<JupyterPage> OpenAsync(JupyterServer server, string notebook)
    {
        var address = $"{server.Address}notebooks/{notebook}";
        for (var attempt = 1; ; attempt++)
        {
            var page = await TestPage.OpenAsync(address);
            if (await page.IsSoWithinAsync(Idle, TimeSpan.FromMinutes(1))) return new JupyterPage(page);
            Assert.True(attempt < 4, $"the kernel of {notebook} was not idle within a minute, four times");
            await page.DisposeAsync();
        }
    }

    /// <summary>Cell → Run All.</summary>
    public Task RunAllAsync() => ChooseAsync("celllink", "run_all_cells");

    /// <summary>Waits until every cell that was told to run has run.</summary>
    public Task UntilDoneAsync() =>
        page.UntilAsync($$"""{{Idle}} && [...document.querySelectorAll(".input_prompt")].every(prompt => !prompt.textContent.includes("*"))""");

    /// <summary>Selects a cell with the mouse and starts it with Cell → Run Cells.</summary>
    /// <param name="source">Part of its source that no cell before it has.</param>
    public async Task RunAsync(string source)
    {
        var prompt = $"{Cell(source)}.querySelector('.input_prompt').textContent";
        var before = await page.EvaluateAsync<string>(prompt);
        await page.ClickAsync($"{Cell(source)}.querySelector('.prompt')");
        await ChooseAsync("celllink", "run_cell");
        await page.UntilAsync($"{prompt} !== {JsonSerializer.Serialize(before)}");
    }

    /// <summary>File → Save and Checkpoint.</summary>
    public async Task SaveAsync()
    {
        await page.EvaluateAsync<bool>("Jupyter.notebook.events.one('notebook_saved.Notebook', () => { window.isSaved = true; }), window.isSaved = false");
        await ChooseAsync("filelink", "save_checkpoint");
        await page.UntilAsync("window.isSaved");
    }

    /// <summary>Kernel → Interrupt.</summary>
    public Task InterruptAsync() => ChooseAsync("kernellink", "int_kernel");

    /// <summary>Kernel → Restart, confirmed.</summary>
    public async Task RestartAsync()
    {
        const string Restart = "document.querySelector('.modal.in .btn-danger')";
        await ChooseAsync("kernellink", "restart_kernel");
        await page.UntilAsync($"{Restart} !== null");
        await page.EvaluateAsync<bool>("Jupyter.notebook.events.one('kernel_ready.Kernel', () => { window.isRestarted = true; }), window.isRestarted = false");
        await page.ClickAsync(Restart);
        await page.UntilAsync($"window.isRestarted && document.querySelector('.modal') === null && {Idle}");
    }

    /// <summary>What stands below a cell.</summary>
    /// <param name="source">Part of its source that no cell before it has.</param>
    public Task<string> OutputAsync(string source) => page.EvaluateAsync<string>(OutputOf(source));

    /// <summary>Waits until what stands below a cell matches a regular expression of JavaScript.</summary>
    public Task UntilOutputAsync(string source, string pattern) => page.UntilAsync($"/{pattern}/.test({OutputOf(source)})");

    public ValueTask DisposeAsync() => page.DisposeAsync();

    private static string Cell(string source) =>
        $"Jupyter.notebook.get_cells().find(cell => cell.get_text().includes({JsonSerializer.Serialize(source)})).element[0]";

    private static string OutputOf(string source) => $"{Cell(source)}.querySelector('.output_wrapper').innerText";

    private async Task ChooseAsync(string menu, string item)
    {
        await page.ClickAsync($"document.getElementById('{menu}')");
        await page.UntilAsync($"document.getElementById('{item}').getBoundingClientRect().height > 0");
        await page.ClickAsync($"document.querySelector('#{item} a')");
    }
}
