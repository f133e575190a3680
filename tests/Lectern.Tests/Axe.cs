using System.Text.Json;
using Deque.AxeCore.Commons;

namespace Lectern.Tests;

/// <summary>axe-core, which finds what keeps people from reading a page.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Script = new(ReadScript);

    /// <summary>What it finds on a page, a line for each kind of fault: contrast, headings, names, landmarks, and the rest of its rules.</summary>
    public static async Task<string[]> FaultsAsync(TestPage page)
    {
        await page.EvaluateAsync<object?>($"(() => {{ {Script.Value}\n }})()");
        var faults = await page.EvaluateAsync<JsonElement>("axe.run().then(found => found.violations)");
        return [.. faults.EnumerateArray().Select(Line)];
    }

    private static string Line(JsonElement fault)
    {
        var first = fault.GetProperty("nodes")[0];
        return $"{fault.GetProperty("id")}: {first.GetProperty("html")} ({first.GetProperty("failureSummary")})";
    }

    private static string ReadScript()
    {
        var assembly = typeof(AxeResult).Assembly;
        var name = assembly.GetManifestResourceNames().Single(name => name.EndsWith("axe.min.js", StringComparison.Ordinal));
        using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
