using System.Text.Json.Nodes;

namespace Lectern.Figures.Chromium;

/// <summary>An installed browser that runs without a window and draws pages.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);

    private readonly BrowserProcess process;
    private readonly DevTools tools;
    private int lastPage;

    private Browser(BrowserProcess process, DevTools tools)
    {
        this.process = process;
        this.tools = tools;
    }

    /// <param name="program">Its executable.</param>
    /// <param name="cancellationToken">Ends it again.</param>
    /// <exception cref="BrowserException">It does not start.</exception>
    public static async Task<Browser> StartAsync(string program, CancellationToken cancellationToken)
    {
        var process = BrowserProcess.Start(program);
        try
        {
            var endpoint = await process.EndpointAsync(cancellationToken);
            var tools = await DevTools.ConnectAsync(endpoint, process.DescribeEndAsync, cancellationToken);
            return new Browser(process, tools);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a page and waits until it is loaded.</summary>
    /// <param name="address">A file's, or about:blank.</param>
    /// <param name="view">How large its window is.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<BrowserPage> OpenAsync(Uri address, View view, CancellationToken cancellationToken)
    {
        var target = await tools.SendAsync("Target.createTarget", new() { ["url"] = "about:blank" }, null, cancellationToken);
        var id = target!["targetId"]!.GetValue<string>();
        JsonObject attach = new() { ["targetId"] = id, ["flatten"] = true };
        var session = await tools.SendAsync("Target.attachToTarget", attach, null, cancellationToken);
        BrowserPage page = new(tools, id, session!["sessionId"]!.GetValue<string>());
        try
        {
            await page.LoadAsync(address, view, cancellationToken);
            return page;
        }
        catch
        {
            await page.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a page that there is no file of yet.</summary>
    public async Task<BrowserPage> OpenHtmlAsync(string html, View view, CancellationToken cancellationToken)
    {
        var path = Path.Combine(process.Folder, $"page-{Interlocked.Increment(ref lastPage)}.html");
        await File.WriteAllTextAsync(path, html, cancellationToken);
        return await OpenAsync(new Uri(path), view, cancellationToken);
    }

    /// <summary>Asked to close, it leaves no files behind; if it does not, it is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await tools.SendAsync("Browser.close", [], null, CancellationToken.None).WaitAsync(Patience);
        }
        catch (Exception exception) when (exception is BrowserException or TimeoutException)
        {
            // It has ended, or hangs.
        }

        await tools.DisposeAsync();
        await process.DisposeAsync();
    }
}
