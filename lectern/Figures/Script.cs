using System.Text.Json;

namespace Lectern.Figures;

/// <summary>The scripts that lie in the assembly.</summary>
internal static class Script
{
    /// <summary>What draws figures as SVG: defines backpropDraw.</summary>
    public static readonly string Draw = Read("draw.js");

    /// <summary>What lays a picture on an empty page: a function of its SVG and its title.</summary>
    public static readonly string Sheet = Read("sheet.js");

    /// <summary>A call of a function, with its arguments as JSON.</summary>
    public static string Call(string function, params ReadOnlySpan<object> arguments)
    {
        List<string> texts = [];
        foreach (var argument in arguments) texts.Add(JsonSerializer.Serialize(argument, JsonSerializerOptions.Web));
        return $"{function}({string.Join(", ", texts)})";
    }

    private static string Read(string name) => EmbeddedFile.Text(name).Trim().TrimEnd(';');
}
