using System.Net;

namespace Lectern.Tests.Site;

/// <summary>A web server for the files of a folder, which this machine alone reaches.</summary>
internal sealed class LocalServer : IDisposable
{
    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css",
        [".js"] = "text/javascript",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
    };

    private readonly HttpListener listener = new();
    private readonly string folder;

    public LocalServer(string folder)
    {
        this.folder = folder;
        Address = $"http://127.0.0.1:{TestPort.Next()}/";
        listener.Prefixes.Add(Address);
        listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true) await AnswerAsync(await listener.GetContextAsync());
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // It is closed, or the browser is gone.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var response = context.Response;
        var path = Path.Combine([folder, .. Uri.UnescapeDataString(context.Request.Url!.AbsolutePath).Split('/', StringSplitOptions.RemoveEmptyEntries)]);
        if (!File.Exists(path))
        {
            response.StatusCode = (int)HttpStatusCode.NotFound;
            return;
        }

        response.ContentType = Types.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream");
        await response.OutputStream.WriteAsync(await File.ReadAllBytesAsync(path));
    }
}
