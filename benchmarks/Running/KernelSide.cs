using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Backprop.Benchmarks.Running;

/// <summary>
/// The kernel that students use, .NET Interactive, as VS Code starts it: every request is a cell, which is submitted as a line of JSON,
/// and the answer is the cell's value.
/// </summary>
internal sealed class KernelSide : Side
{
    private int cells;

    /// <param name="name">Its name in the table.</param>
    /// <param name="threads">How many threads the engine may use.</param>
    /// <param name="environment">The settings that it runs with.</param>
    public KernelSide(string name, int threads, IEnumerable<(string, string?)> environment)
        : base(name, Start("dotnet", ["tool", "run", "dotnet-interactive", "--", "[vscode]", "stdio", "--working-dir", AppContext.BaseDirectory], environment))
    {
        while (Read()["eventType"]?.GetValue<string>() != "KernelReady")
        {
        }

        var assembly = typeof(KernelSide).Assembly.Location.Replace('\\', '/');
        Submit($"#r \"{assembly}\"");
        Description = Submit($"""
            var worker = new Backprop.Benchmarks.Running.Worker("-", {threads});
            Backprop.Benchmarks.Running.Worker.Description
            """);
    }

    /// <summary>Whether the kernel of the repository's tool manifest has been restored.</summary>
    public static bool IsInstalled()
    {
        using var process = Start("dotnet", ["tool", "run", "dotnet-interactive", "--", "--version"], []);
        process.StandardInput.Close();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    /// <inheritdoc/>
    /// <remarks>It runs on without an input, and takes a core.</remarks>
    protected override bool EndsByItself => false;

    protected override string Ask(string request) => Submit($"worker.Answer(\"{request}\")");

    /// <summary>Runs a cell.</summary>
    /// <returns>Its value; empty if it has none.</returns>
    private string Submit(string code)
    {
        var token = FormattableString.Invariant($"cell-{++cells}");
        JsonObject command = new() { ["code"] = code, ["targetKernelName"] = "csharp" };
        Process.StandardInput.WriteLine(new JsonObject
        {
            ["commandType"] = "SubmitCode",
            ["command"] = command,
            ["token"] = token,
            ["routingSlip"] = new JsonArray(),
        }.ToJsonString());
        Process.StandardInput.Flush();

        var value = "";
        while (true)
        {
            var message = Read();
            var isOfThisCell = message["command"]?["token"]?.GetValue<string>() == token;
            switch (message["eventType"]?.GetValue<string>())
            {
                case "ReturnValueProduced":
                    value = message["event"]!["formattedValues"]![0]!["value"]!.GetValue<string>();
                    break;
                case "CommandFailed" when isOfThisCell:
                    throw new InvalidOperationException($"{Name}: {message["event"]!["message"]}");
                case "CommandSucceeded" when isOfThisCell:
                    return value;
            }
        }
    }

    private JsonNode Read() => JsonNode.Parse(ReadLine())!;
}
