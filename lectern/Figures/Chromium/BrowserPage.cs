using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Lectern.Notebooks;

namespace Lectern.Figures.Chromium;

/// <summary>A page that is open.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private const double PixelsPerInch = 96;

    private const string WhenLoaded =
        "document.readyState === 'complete' || new Promise(done => window.addEventListener('load', () => done(true)))";

    private readonly DevTools tools;
    private readonly string target;
    private readonly string session;
    private readonly ConcurrentQueue<string> errors = new();

    public BrowserPage(DevTools tools, string target, string session)
    {
        this.tools = tools;
        this.target = target;
        this.session = session;
        tools.Listen(session, Hear);
    }

    /// <summary>What its scripts threw, and what they wrote to the console as errors.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    public async Task LoadAsync(Uri address, View view, CancellationToken cancellationToken)
    {
        await SendAsync("Runtime.enable", [], cancellationToken);
        await SendAsync("Page.enable", [], cancellationToken);
        JsonObject metrics = new()
        {
            ["width"] = view.Width,
            ["height"] = view.Height,
            ["deviceScaleFactor"] = view.Scale,
            ["mobile"] = false,
        };
        await SendAsync("Emulation.setDeviceMetricsOverride", metrics, cancellationToken);

        // Answered when the new document has taken the old one's place.
        var navigation = await SendAsync("Page.navigate", new() { ["url"] = address.AbsoluteUri }, cancellationToken);
        if (navigation.Text("errorText") is { } error) throw new BrowserException($"the browser cannot open {address}: {error}");
        await EvaluateAsync(WhenLoaded, cancellationToken);
    }

    /// <param name="script">An expression; a promise is waited for.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Its value as JSON.</returns>
    /// <exception cref="BrowserException">It threw.</exception>
    public async Task<JsonNode?> EvaluateAsync(string script, CancellationToken cancellationToken)
    {
        JsonObject parameters = new() { ["expression"] = script, ["awaitPromise"] = true, ["returnByValue"] = true };
        var answer = await SendAsync("Runtime.evaluate", parameters, cancellationToken);
        return answer?["exceptionDetails"] is { } details
            ? throw new BrowserException(Describe(details))
            : answer?["result"]?["value"];
    }

    /// <summary>The page's upper left corner as PNG.</summary>
    public async Task<byte[]> ScreenshotAsync(View view, bool transparent, CancellationToken cancellationToken)
    {
        if (transparent)
        {
            JsonObject clear = new() { ["r"] = 0, ["g"] = 0, ["b"] = 0, ["a"] = 0 };
            await SendAsync("Emulation.setDefaultBackgroundColorOverride", new() { ["color"] = clear }, cancellationToken);
        }

        JsonObject clip = new() { ["x"] = 0, ["y"] = 0, ["width"] = view.Width, ["height"] = view.Height, ["scale"] = 1 };
        var answer = await SendAsync("Page.captureScreenshot", new() { ["format"] = "png", ["clip"] = clip }, cancellationToken);
        return Convert.FromBase64String(answer.Text("data")!);
    }

    /// <summary>One sheet without margins.</summary>
    public async Task<byte[]> PdfAsync(View view, CancellationToken cancellationToken)
    {
        JsonObject parameters = new()
        {
            ["printBackground"] = true,
            ["paperWidth"] = view.Width / PixelsPerInch,
            ["paperHeight"] = view.Height / PixelsPerInch,
            ["pageRanges"] = "1", // rounding may leave a second one that is empty
        };
        foreach (var margin in new[] { "marginTop", "marginBottom", "marginLeft", "marginRight" }) parameters[margin] = 0;
        var answer = await SendAsync("Page.printToPDF", parameters, cancellationToken);
        return Convert.FromBase64String(answer.Text("data")!);
    }

    /// <summary>A command of the protocol that has no method here.</summary>
    public Task<JsonNode?> SendAsync(string method, JsonObject parameters, CancellationToken cancellationToken) =>
        tools.SendAsync(method, parameters, session, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        tools.Unlisten(session);
        try
        {
            await tools.SendAsync("Target.closeTarget", new() { ["targetId"] = target }, null, CancellationToken.None);
        }
        catch (BrowserException)
        {
            // The browser is gone, and the page with it.
        }
    }

    private void Hear(string method, JsonNode? parameters)
    {
        if (method == "Runtime.exceptionThrown" && parameters?["exceptionDetails"] is { } details)
            errors.Enqueue(Describe(details));
        if (method == "Runtime.consoleAPICalled" && parameters.Text("type") == "error")
            errors.Enqueue(string.Join(' ', parameters!["args"]!.AsArray().Select(Describe)));
    }

    /// <summary>The first line; the others are a stack.</summary>
    private static string Describe(JsonNode? details)
    {
        var description = details.Text("exception", "description") ?? details?["exception"]?["value"]?.ToString()
            ?? details.Text("text") ?? details.Text("description") ?? details?["value"]?.ToString() ?? "";
        return description.Split('\n')[0];
    }
}
