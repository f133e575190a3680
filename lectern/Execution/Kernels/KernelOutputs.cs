using System.Globalization;
using Lectern.Notebooks;
using Microsoft.CodeAnalysis;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace Lectern.Execution.Kernels;

/// <summary>
/// Turns the kernel's events into outputs as its Jupyter front end does (ExecuteRequestHandler in dotnet/interactive). Beyond
/// that every value has a plain text as well, for readers without HTML.
/// </summary>
/// <param name="show">Takes each output when it comes.</param>
/// <param name="update">Takes the new value of one that was shown.</param>
internal sealed class KernelOutputs(Action<Output> show, Action<DisplayUpdate> update)
{
    /// <summary>Two versions of one assembly meet in the kernel's own references; no code of a notebook is the cause.</summary>
    private static readonly string[] NotOfTheNotebook = ["CS1701", "CS1702"];

    private readonly WholeCharacters standardOutput = new();
    private readonly WholeCharacters standardError = new();

    public void Show(KernelEvent kernelEvent)
    {
        switch (kernelEvent)
        {
            case StandardOutputValueProduced text:
                Show(StreamOutput.StandardOutput, standardOutput.Next(Text(text)));
                break;
            case StandardErrorValueProduced or ErrorProduced:
                Show(StreamOutput.StandardError, standardError.Next(Text((DisplayEvent)kernelEvent)));
                break;
            case ReturnValueProduced { Value: DisplayedValue }:
                break; // what display(…) returned is on the page already
            case ReturnValueProduced result:
                show(new ResultOutput(Data(result)));
                break;
            case DisplayedValueProduced display:
                show(new DisplayOutput(Data(display), display.ValueId));
                break;
            case DisplayedValueUpdated changed:
                update(new DisplayUpdate(Data(changed), changed.ValueId));
                break;
            case DiagnosticsProduced diagnostics:
                Show(StreamOutput.StandardError, Warnings(diagnostics));
                break;
        }
    }

    private void Show(string stream, string text)
    {
        foreach (var piece in WholeCharacters.Split(text)) show(new StreamOutput(stream, piece));
    }

    private static string Text(DisplayEvent display) =>
        display.FormattedValues.FirstOrDefault(value => value.MimeType == MimeBundle.PlainText)?.Value ?? "";

    private static Dictionary<string, string> Data(DisplayEvent display)
    {
        var data = display.FormattedValues.ToDictionary(value => value.MimeType, value => Lines(value.Value));
        if (!data.ContainsKey(MimeBundle.PlainText)) data[MimeBundle.PlainText] = Lines(display.Value.ToDisplayString(MimeBundle.PlainText));
        return data;
    }

    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>Warnings, spaced as Jupyter shows them. Errors are told by the failure of the command.</summary>
    private static string Warnings(DiagnosticsProduced produced)
    {
        var warnings = from diagnostic in produced.Diagnostics
                       where diagnostic.Severity != DiagnosticSeverity.Error && !NotOfTheNotebook.Contains(diagnostic.Code)
                       let start = diagnostic.LinePositionSpan.Start
                       let kind = diagnostic.Severity.ToString().ToLower(CultureInfo.InvariantCulture)
                       select $"({start.Line + 1},{start.Character + 1}): {kind} {diagnostic.Code}: {diagnostic.Message}";
        var lines = string.Join("\n\n", warnings);
        return lines.Length == 0 ? "" : $"\n{lines}\n\n";
    }
}
