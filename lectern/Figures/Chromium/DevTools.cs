using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lectern.Figures.Chromium;

/// <summary>
/// The Chrome DevTools Protocol over one connection: numbered commands and their answers, and events in between.
/// https://chromedevtools.github.io/devtools-protocol
/// </summary>
internal sealed class DevTools : IAsyncDisposable
{
    /// <summary>Longer than any picture takes.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim sending = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode?>> waiting = new();
    private readonly ConcurrentDictionary<string, Action<string, JsonNode?>> listeners = new();
    private Task receiving = Task.CompletedTask;
    private readonly Func<Task<string>> describeEnd;
    private volatile string? end;
    private volatile bool isDisposed;
    private int lastId;

    private DevTools(Func<Task<string>> describeEnd) => this.describeEnd = describeEnd;

    /// <param name="endpoint">Where the browser listens.</param>
    /// <param name="describeEnd">Tells why it ended, when it has.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<DevTools> ConnectAsync(
        Uri endpoint, Func<Task<string>> describeEnd, CancellationToken cancellationToken)
    {
        DevTools tools = new(describeEnd);
        try
        {
            await tools.socket.ConnectAsync(endpoint, cancellationToken);
        }
        catch (WebSocketException exception)
        {
            await tools.DisposeAsync();
            throw new BrowserException($"the browser does not answer at {endpoint}: {exception.Message}");
        }

        tools.receiving = tools.ReceiveAsync();
        return tools;
    }

    /// <summary>Hears a session's events: their method and their parameters.</summary>
    public void Listen(string session, Action<string, JsonNode?> listener) => listeners[session] = listener;

    public void Unlisten(string session) => listeners.TryRemove(session, out _);

    /// <param name="method">As in "Page.navigate".</param>
    /// <param name="parameters">Those of the method.</param>
    /// <param name="session">The page's session; null for the browser.</param>
    /// <param name="cancellationToken">Ends the waiting, not the command.</param>
    /// <exception cref="BrowserException">The browser refuses, is gone, or does not answer.</exception>
    public async Task<JsonNode?> SendAsync(
        string method, JsonObject parameters, string? session, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref lastId);
        var answer = waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        JsonObject command = new() { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (session is not null) command["sessionId"] = session;
        try
        {
            await WriteAsync(JsonSerializer.SerializeToUtf8Bytes(command), cancellationToken);
            if (end is not null) throw Gone();
            return await answer.Task.WaitAsync(Limit, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new BrowserException($"the browser did not answer {method} within {Limit.TotalSeconds:F0} s");
        }
        finally
        {
            waiting.TryRemove(id, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        isDisposed = true;
        socket.Abort();
        await receiving;
        socket.Dispose();
        sending.Dispose();
    }

    private BrowserException Gone() => new(end ?? "the browser has ended");

    private async Task WriteAsync(byte[] message, CancellationToken cancellationToken)
    {
        await sending.WaitAsync(cancellationToken);
        try
        {
            // Half a message would end the connection for everybody, so that it cannot be cancelled.
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            throw Gone();
        }
        finally
        {
            sending.Release();
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (await ReadMessageAsync() is { } message) Dispatch(message);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Closed, by either side.
        }

        end = isDisposed ? "the browser was closed" : await describeEnd();
        foreach (var answer in waiting.Values) answer.TrySetException(Gone());
    }

    private async Task<JsonNode?> ReadMessageAsync()
    {
        using MemoryStream message = new();
        var buffer = new byte[64 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(message.GetBuffer().AsSpan(0, (int)message.Length));
    }

    private void Dispatch(JsonNode message)
    {
        if (message["id"] is { } id)
        {
            if (!waiting.TryGetValue(id.GetValue<int>(), out var answer)) return;
            if (message["error"] is { } error) answer.TrySetException(new BrowserException($"the browser refuses: {error["message"]}"));
            else answer.TrySetResult(message["result"]);
        }
        else if (message["sessionId"] is { } session && listeners.TryGetValue(session.GetValue<string>(), out var listener))
        {
            listener(message["method"]!.GetValue<string>(), message["params"]);
        }
    }
}
