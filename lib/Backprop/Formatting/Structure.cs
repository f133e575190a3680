namespace Backprop.Formatting;

/// <summary>The text of what is made of parts and has numbers to learn.</summary>
internal static class Structure
{
    /// <summary>One line, or, if there are parts, a line for each of them, indented.</summary>
    /// <param name="whole">It is called by the name of its type.</param>
    /// <param name="description">What stands in parentheses behind the name if it has no parts.</param>
    /// <param name="parameters">How many numbers there are to learn.</param>
    /// <param name="parts">The parts with their names.</param>
    public static string Of(object whole, string description, int parameters, IEnumerable<(string Name, object Part)> parts)
    {
        var lines = parts.Select(one => $"({one.Name}): {one.Part}".Replace("\n", "\n  ", StringComparison.Ordinal)).ToList();
        var inside = lines.Count == 0 ? description : $"\n  {string.Join("\n  ", lines)}\n";
        return $"{whole.GetType().Name}({inside}){(parameters > 0 ? ", " + Count(parameters, "parameter") : "")}";
    }

    /// <summary>The same for parts that are called by their numbers.</summary>
    public static string Of(object whole, int parameters, IEnumerable<object> parts) =>
        Of(whole, "", parameters, parts.Select((part, i) => (Invariant($"{i}"), part)));

    /// <summary>A number of things, which are one or many.</summary>
    public static string Count(int count, string thing) =>
        Invariant($"{count:N0} {thing}{(count == 1 ? "" : "s")}");
}
