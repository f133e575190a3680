using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lectern.Tests;

/// <summary>A page that stays open and can be asked, by the browser's debugging protocol.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private readonly TemporaryFolder profile = new();
    private readonly ClientWebSocket socket = new();
    private readonly List<string> errors = [];
    private readonly List<string> requests = [];
    private Process? process;
    private int calls;

    private BrowserPage()
    {
    }

    /// <summary>What the page's scripts threw or wrote as errors to the console, up to the last question.</summary>
    public IReadOnlyList<string> Errors => errors;

    /// <summary>The addresses that the page asked for, up to the last question.</summary>
    public IReadOnlyList<string> Requests => requests;

    public static async Task<BrowserPage> OpenAsync(string address, bool scripts = true)
    {
        BrowserPage page = new();
        try
        {
            await page.StartAsync();
            if (!scripts) await page.CallAsync("Emulation.setScriptExecutionDisabled", new JsonObject { ["value"] = true });
            await page.CallAsync("Page.navigate", new JsonObject { ["url"] = address });
            return page;
        }
        catch
        {
            await page.DisposeAsync();
            throw;
        }
    }

    /// <summary>The value of a JavaScript expression. It can be asked of a page that itself may run no scripts, too.</summary>
    public async Task<T> EvaluateAsync<T>(string expression)
    {
        var answer = await CallAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true });
        Assert.True(answer["exceptionDetails"] is null, $"{expression}: {answer["exceptionDetails"]}");
        return answer["result"]!["value"].Deserialize<T>(JsonSerializerOptions.Web)!;
    }

    /// <summary>Waits until a JavaScript expression is true.</summary>
    public async Task UntilAsync(string expression)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await EvaluateAsync<bool>(expression))
        {
            if (Stopwatch.GetElapsedTime(start) > TimeSpan.FromSeconds(60))
            {
                var text = await EvaluateAsync<string>("document.body.innerText");
                Assert.Fail($"Not so after a minute: {expression}\nErrors: {string.Join("\n", errors)}\nThe page: {text}");
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            // Killed at once, its parts could still write to the profile while that is deleted.
            var asked = socket.State == WebSocketState.Open;
            if (asked) await SendAsync("Browser.close", []);
            if (!asked || !process.WaitForExit(TimeSpan.FromSeconds(10))) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        socket.Dispose();
        profile.Dispose();
    }

    private async Task StartAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        process = Browser.Start(profile.Path, "--remote-debugging-port=0", "about:blank");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        string[] port = [];
        while (port.Length < 2) // the file's second line is the last to come
        {
            Assert.False(process.HasExited, "the browser did not start");
            await Task.Delay(50, cancellation);
            if (File.Exists(profile["DevToolsActivePort"])) port = await File.ReadAllLinesAsync(profile["DevToolsActivePort"], cancellation);
        }

        using HttpClient client = new();
        var targets = await client.GetFromJsonAsync<JsonArray>($"http://127.0.0.1:{port[0]}/json/list", cancellation);
        var target = targets!.Single(each => (string?)each!["type"] == "page")!;
        await socket.ConnectAsync(new Uri((string)target["webSocketDebuggerUrl"]!), cancellation);
        await CallAsync("Runtime.enable", []);
        await CallAsync("Network.enable", []);
    }

    private async Task<JsonNode> CallAsync(string method, JsonObject parameters)
    {
        var call = await SendAsync(method, parameters);
        while (true)
        {
            var message = await ReceiveAsync();
            if ((int?)message["id"] == call)
            {
                Assert.True(message["error"] is null, $"{method}: {message["error"]}");
                return message["result"]!;
            }

            Note((string?)message["method"], message["params"]);
        }
    }

    private void Note(string? happening, JsonNode? what)
    {
        if (happening == "Runtime.exceptionThrown") errors.Add(what!["exceptionDetails"]!.ToJsonString());
        if (happening == "Runtime.consoleAPICalled" && (string?)what!["type"] == "error") errors.Add(what["args"]!.ToJsonString());
        if (happening == "Network.requestWillBeSent") requests.Add((string)what!["request"]!["url"]!);
    }

    private async Task<int> SendAsync(string method, JsonObject parameters)
    {
        JsonObject message = new() { ["id"] = ++calls, ["method"] = method, ["params"] = parameters };
        // Not cancelled with the test, because it also closes the browser then.
        await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, CancellationToken.None);
        return calls;
    }

    private async Task<JsonNode> ReceiveAsync()
    {
        using MemoryStream message = new();
        var buffer = new byte[1 << 16];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
            Assert.NotEqual(WebSocketMessageType.Close, part.MessageType);
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return JsonNode.Parse(message.ToArray())!;
        }
    }
}
