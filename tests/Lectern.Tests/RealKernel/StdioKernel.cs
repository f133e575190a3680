using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Lectern.Notebooks;

namespace Lectern.Tests.RealKernel;

/// <summary>
/// The kernel as VS Code starts it and speaks with it: commands go in and events come out, each a line of JSON. A command carries a
/// token, which every event about it repeats.
/// </summary>
internal sealed class StdioKernel : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task<string> errors;
    private int commands;

    private StdioKernel(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <param name="folder">The notebook's, in which the kernel works.</param>
    public static async Task<StdioKernel> StartAsync(string folder)
    {
        StdioKernel kernel = new(DotNetInteractive.Start("[vscode]", "stdio", "--working-dir", folder));
        try
        {
            while (await kernel.ReadAsync() is var message && message.Text("eventType") != "KernelReady")
            {
            }

            return kernel;
        }
        catch
        {
            await kernel.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a cell.</summary>
    /// <returns>What it shows, as VS Code puts it below the cell.</returns>
    public async Task<IReadOnlyList<Output>> RunAsync(string code)
    {
        List<Output> outputs = [];
        await foreach (var message in SendAsync("SubmitCode", new() { ["code"] = code }))
            outputs.AddRange(Outputs(message.Text("eventType"), message["event"]!));
        return outputs;
    }

    /// <summary>Asks about a place in a line of code, as the editor does.</summary>
    /// <param name="request">As in "RequestHoverText".</param>
    /// <param name="code">One line.</param>
    /// <param name="character">The place in it, from 0.</param>
    /// <returns>The event with the answer; null if the kernel has none.</returns>
    public async Task<JsonNode?> AskAsync(string request, string code, int character)
    {
        JsonObject command = new() { ["code"] = code, ["linePosition"] = new JsonObject { ["line"] = 0, ["character"] = character } };
        JsonNode? answer = null;
        await foreach (var message in SendAsync(request, command))
            if (message.Text("eventType") is "HoverTextProduced" or "SignatureHelpProduced") answer = message["event"];
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static IEnumerable<Output> Outputs(string? type, JsonNode message) => type switch
    {
        "StandardOutputValueProduced" => [new StreamOutput(StreamOutput.StandardOutput, Text(message))],
        "StandardErrorValueProduced" => [new StreamOutput(StreamOutput.StandardError, Text(message))],
        "DiagnosticsProduced" => message["formattedDiagnostics"]!.AsArray()
            .Select(diagnostic => new StreamOutput(StreamOutput.StandardError, diagnostic.Text("value") + "\n")),
        "DisplayedValueProduced" => [new DisplayOutput(Data(message))],
        "ReturnValueProduced" => [new ResultOutput(Data(message))],
        "CommandFailed" => [new ErrorOutput("Error", message.Text("message") ?? "", [])],
        _ => [],
    };

    private static string Text(JsonNode message) => Data(message)[MimeBundle.PlainText];

    private static Dictionary<string, string> Data(JsonNode message) =>
        message["formattedValues"]!.AsArray().ToDictionary(value => value.Text("mimeType")!, value => value.Text("value")!);

    /// <returns>The events up to the command's end.</returns>
    private async IAsyncEnumerable<JsonNode> SendAsync(string type, JsonObject command, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        command["targetKernelName"] = "csharp";
        var token = $"command-{++commands}";
        JsonObject envelope = new() { ["commandType"] = type, ["command"] = command, ["token"] = token, ["routingSlip"] = new JsonArray() };
        await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(envelope.ToJsonString() + "\n"), cancellation);
        await process.StandardInput.BaseStream.FlushAsync(cancellation);
        while (true)
        {
            var message = await ReadAsync();
            yield return message;
            if (message.Text("eventType") is "CommandSucceeded" or "CommandFailed" && message.Text("command", "token") == token) yield break;
        }
    }

    private async Task<JsonNode> ReadAsync()
    {
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        if (line is null) Assert.Fail($"dotnet-interactive stdio has ended: {await errors}");
        return JsonNode.Parse(line)!;
    }
}
