using System.Globalization;
using System.Text.Json;

namespace Backprop.Tests.Oracle;

/// <summary>Numbers that PyTorch computed; tests/oracle/make_cases.py wrote them.</summary>
internal static class OracleFile
{
    public static JsonElement Root { get; } = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "oracle.json"))).RootElement;

    public static Tensor Tensor(JsonElement json) => new(
        new Shape([.. json.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt32())]),
        [.. json.GetProperty("data").EnumerateArray().Select(Number)]);

    public static Tensor[] Tensors(JsonElement json) => [.. json.EnumerateArray().Select(Tensor)];

    public static double[] Numbers(JsonElement json) => [.. json.EnumerateArray().Select(Number)];

    /// <summary>
    /// max|a − b| ≤ 10⁻¹² · max|b|, and 10⁻¹³ where b is 0: sums of a few dozen numbers, in another order and with other
    /// roundings of the functions. What is not finite must be the same.
    /// </summary>
    public static void Agree(Tensor expected, Tensor found, string what)
    {
        Assert.True(expected.Shape == found.Shape, $"{what}: shape {found.Shape}, expected {expected.Shape}");
        var scale = expected.ToArray().Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
        var tolerance = scale > 0 ? 1e-12 * scale : 1e-13;
        for (var i = 0; i < expected.Size; i++)
        {
            var (a, b) = (found.Data[i], expected.Data[i]);
            Assert.True(
                double.IsFinite(b) ? Math.Abs(a - b) <= tolerance : a.Equals(b),
                FormattableString.Invariant($"{what}: at {i}, found {a}, expected {b}"));
        }
    }

    private static double Number(JsonElement json) => json.ValueKind == JsonValueKind.String
        ? json.GetString() switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            "nan" => double.NaN,
            var text => double.Parse(text!, CultureInfo.InvariantCulture),
        }
        : json.GetDouble();
}
