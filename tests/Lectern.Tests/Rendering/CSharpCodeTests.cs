using System.Net;
using System.Text.RegularExpressions;
using Lectern.Rendering;

namespace Lectern.Tests.Rendering;

public sealed partial class CSharpCodeTests
{
    [Theory]
    [InlineData("var x = 3.5;", "keyword:var number:3.5")]
    [InlineData("Tensor x = Tensor.Of(1);", "type:Tensor type:Tensor method:Of number:1")]
    [InlineData("List<double> all = new();", "type:List keyword:double keyword:new")]
    [InlineData("throw new NotImplementedException();", "keyword:throw keyword:new type:NotImplementedException")]
    [InlineData("class Layer(int size) : Module { }", "keyword:class type:Layer keyword:int type:Module")]
    [InlineData("double F(double x) => Math.Sin(x);", "keyword:double method:F keyword:double type:Math method:Sin")]
    [InlineData("using Backprop.Figures;", "keyword:using")]
    [InlineData("1 // one", "number:1 comment:// one")]
    [InlineData("/* a\nb */ x", "comment:/* a\nb */")]
    [InlineData("foreach (var (a, b) in all) yield return a;", "keyword:foreach keyword:var keyword:in keyword:yield keyword:return")]
    public void The_parts_of_a_program_are_told_apart(string code, string parts) => Assert.Equal(parts, Parts(code));

    [Theory]
    [InlineData("\"a\" + 'b'", "string:\"a\" string:'b'")]
    [InlineData("$\"{x}, {n:F2}\"", "string:$\" string:,  string:F2 string:\"")]
    [InlineData("\"\"\"a \"b\" c\"\"\"", "string:\"\"\"a \"b\" c\"\"\"")]
    public void In_a_text_what_is_put_in_is_code(string code, string parts) => Assert.Equal(parts, Parts(code));

    [Fact]
    public void Directives_of_scripts_and_of_the_kernel_are_one_part_each() => Assert.Equal(
        "directive:#r \"../lib/bin/Backprop.dll\" directive:#!time keyword:int number:1",
        Parts("#r \"../lib/bin/Backprop.dll\"\n#!time\nint x = 1;"));

    [Fact]
    public void A_matrix_with_a_capital_letter_is_no_type_where_the_notebook_declares_it()
    {
        var code = CSharpCode.Of(["Tensor W = Load();", "double Sum(Tensor X) => X.Sum();"]);
        Assert.Equal("method:Sum", PartsOf(code.ToHtml("W.Sum()")));
        Assert.Equal("method:Sum", PartsOf(code.ToHtml("X.Sum()")));
        Assert.Equal("type:Q method:Sum", PartsOf(code.ToHtml("Q.Sum()")));
    }

    [Theory]
    [InlineData("if (a < b && c > d) Write(\"<b>&amp;</b>\");")]
    [InlineData("not <a> {{ program ((\n\n  with \"an open text")]
    [InlineData("#!javascript\nalert('<>')")]
    [InlineData("")]
    public void Nothing_is_lost_and_nothing_becomes_HTML(string code)
    {
        var html = CSharpCode.Of([]).ToHtml(code);
        Assert.DoesNotMatch("<(?!span class=\"[a-z]+\">|/span>)", html);
        Assert.Equal(code, WebUtility.HtmlDecode(Tags().Replace(html, "")));
    }

    private static string Parts(string code) => PartsOf(CSharpCode.Of([]).ToHtml(code));

    /// <summary>The marked parts, each as class:text.</summary>
    private static string PartsOf(string html) =>
        string.Join(' ', Part().Matches(html).Select(match => $"{match.Groups["class"].Value}:{WebUtility.HtmlDecode(match.Groups["text"].Value)}"));

    [GeneratedRegex("<span class=\"(?<class>[a-z]+)\">(?<text>[^<]*)</span>")]
    private static partial Regex Part();

    [GeneratedRegex("</?span[^>]*>")]
    private static partial Regex Tags();
}
