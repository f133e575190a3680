using System.Text.Json.Nodes;
using Lectern.Figures;

namespace Lectern.Tests.Figures;

public class FigureComparisonTests
{
    [Theory]
    [InlineData("""{"a": [0, 100]}""", """{"a": [0.009, 100]}""", true)] // a ten-thousandth of the list's largest
    [InlineData("""{"a": [0, 100]}""", """{"a": [0.011, 100]}""", false)]
    [InlineData("""{"a": 0.5}""", """{"a": 0.50004}""", true)] // alone, of itself
    [InlineData("""{"a": 0.5}""", """{"a": 0.5001}""", false)]
    [InlineData("""{"a": [[1, 2], [3, 4]]}""", """{"a": [[1, 2], [3, 4.0001]]}""", true)]
    [InlineData("""{"a": [1, 2]}""", """{"a": [1, 2, 3]}""", false)]
    [InlineData("""{"a": [1, null]}""", """{"a": [1, null]}""", true)]
    [InlineData("""{"a": [1, null]}""", """{"a": [1, 0]}""", false)]
    [InlineData("""{"a": 1, "b": 2}""", """{"b": 2, "a": 1}""", true)]
    [InlineData("""{"a": 1}""", """{"b": 1}""", false)]
    [InlineData("""{"a": "x"}""", """{"a": "y"}""", false)]
    [InlineData("""{"a": []}""", """{"a": []}""", true)]
    [InlineData("null", """{"a": 1}""", false)]
    public void Numbers_may_differ_by_less_than_can_be_seen_and_nothing_else_may(string one, string other, bool areSame) =>
        Assert.Equal(areSame, FigureComparison.AreSame(JsonNode.Parse(one), JsonNode.Parse(other)));

    [Theory]
    [InlineData("""{"a": [1, 2]}""", """{"a": [1, 3]}""", "a[1]", "2", "3")]
    [InlineData("""{"content": {"data": [{"y": [0.5, 0.532]}]}}""", """{"content": {"data": [{"y": [0.5, 0.641]}]}}""", "content.data[0].y[1]", "0.532", "0.641")]
    [InlineData("""{"z": [[1], [2]]}""", """{"z": [[1], [2.123456789]]}""", "z[1][0]", "2", "2.12346")]
    [InlineData("""{"a": [1]}""", """{"a": [1, 2]}""", "a", "1 item", "2 items")]
    [InlineData("""{"a": {"b": 1}}""", """{"a": {}}""", "a.b", "1", "nothing")]
    [InlineData("""{"a": {}}""", """{"a": {"b": null}}""", "a.b", "nothing", "null")]
    [InlineData("""{"a": "σ(x)"}""", """{"a": 1}""", "a", "\"σ(x)\"", "1")]
    [InlineData("""{"a": 1, "b": 1}""", """{"a": 2, "b": 2}""", "a", "1", "2")]
    [InlineData("null", "[]", "", "null", "[]")]
    public void The_first_difference_is_named_by_its_path(string one, string other, string path, string ofOne, string ofOther) =>
        Assert.Equal(new FigureDifference(path, ofOne, ofOther), FigureComparison.FirstDifference(JsonNode.Parse(one), JsonNode.Parse(other)));
}
