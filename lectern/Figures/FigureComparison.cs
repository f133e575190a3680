using System.Text.Json;
using System.Text.Json.Nodes;
using static System.FormattableString;

namespace Lectern.Figures;

/// <summary>
/// Whether two descriptions draw the same. Machines round differently in the last place, and training makes more of it:
/// numbers of a list are the same if they differ by less than can be seen, a ten-thousandth of the largest of the list.
/// </summary>
internal static class FigureComparison
{
    private const double Tolerance = 1e-4;

    /// <summary>Where one of the two has no such member.</summary>
    private const string Nothing = "nothing";

    public static bool AreSame(JsonNode? one, JsonNode? other) => FirstDifference(one, other) is null;

    /// <returns>null if they draw the same.</returns>
    public static FigureDifference? FirstDifference(JsonNode? one, JsonNode? other) => FirstDifference(one, other, scale: 0);

    private static FigureDifference? FirstDifference(JsonNode? one, JsonNode? other, double scale) => (one, other) switch
    {
        (JsonObject a, JsonObject b) => InMembers(a, b),
        (JsonArray a, JsonArray b) => a.Count == b.Count ? InItems(a, b) : new("", Count(a), Count(b)),
        (JsonValue a, JsonValue b) when IsNumber(a) && IsNumber(b) => InNumbers(a.GetValue<double>(), b.GetValue<double>(), scale),
        _ => JsonNode.DeepEquals(one, other) ? null : new("", Text(one), Text(other)),
    };

    private static FigureDifference? InMembers(JsonObject one, JsonObject other)
    {
        foreach (var (name, value) in one)
        {
            if (!other.TryGetPropertyValue(name, out var found)) return new(name, Text(value), Nothing);
            if (FirstDifference(value, found, scale: 0) is { } difference) return difference.Within(name);
        }

        foreach (var (name, value) in other)
        {
            if (!one.ContainsKey(name)) return new(name, Nothing, Text(value));
        }

        return null;
    }

    private static FigureDifference? InItems(JsonArray one, JsonArray other)
    {
        var scale = Math.Max(Scale(one), Scale(other));
        for (var i = 0; i < one.Count; i++)
        {
            if (FirstDifference(one[i], other[i], scale) is { } difference) return difference.Within(Invariant($"[{i}]"));
        }

        return null;
    }

    /// <summary>With six digits of each: where they differ, these do.</summary>
    private static FigureDifference? InNumbers(double a, double b, double scale) =>
        Math.Abs(a - b) <= Tolerance * Math.Max(scale, Math.Max(Math.Abs(a), Math.Abs(b)))
            ? null
            : new("", Invariant($"{a:G6}"), Invariant($"{b:G6}"));

    private static double Scale(JsonArray list) =>
        list.Max(item => IsNumber(item) ? Math.Abs(item!.GetValue<double>()) : (double?)null) ?? 0;

    private static bool IsNumber(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number;

    private static string Count(JsonArray list) => list.Count == 1 ? "1 item" : Invariant($"{list.Count} items");

    private static string Text(JsonNode? node) => node?.ToJsonString(FigureDescription.Readable) ?? "null";
}
