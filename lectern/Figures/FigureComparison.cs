using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lectern.Figures;

/// <summary>
/// Whether two descriptions draw the same. Machines round differently in the last place, and training makes more of it:
/// numbers of a list are the same if they differ by less than can be seen, a ten-thousandth of the largest of the list.
/// </summary>
internal static class FigureComparison
{
    private const double Tolerance = 1e-4;

    public static bool AreSame(JsonNode? one, JsonNode? other) => AreSame(one, other, scale: 0);

    private static bool AreSame(JsonNode? one, JsonNode? other, double scale) => (one, other) switch
    {
        (null, null) => true,
        (JsonObject a, JsonObject b) => a.Count == b.Count && a.All(member => b.ContainsKey(member.Key) && AreSame(member.Value, b[member.Key], 0)),
        (JsonArray a, JsonArray b) => a.Count == b.Count && AreSame(a, b, Math.Max(Scale(a), Scale(b))),
        (JsonValue a, JsonValue b) when IsNumber(a) && IsNumber(b) => AreClose(a.GetValue<double>(), b.GetValue<double>(), scale),
        _ => JsonNode.DeepEquals(one, other),
    };

    private static bool AreSame(JsonArray one, JsonArray other, double scale)
    {
        for (var i = 0; i < one.Count; i++)
        {
            if (!AreSame(one[i], other[i], scale)) return false;
        }

        return true;
    }

    private static bool AreClose(double a, double b, double scale) =>
        Math.Abs(a - b) <= Tolerance * Math.Max(scale, Math.Max(Math.Abs(a), Math.Abs(b)));

    private static double Scale(JsonArray list) =>
        list.Max(item => IsNumber(item) ? Math.Abs(item!.GetValue<double>()) : (double?)null) ?? 0;

    private static bool IsNumber(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number;
}
