using System.IO.Compression;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using System.Text.RegularExpressions;
using Backprop.Figures;

namespace Backprop.Tests.Figures;

public class FigureTests
{
    private static readonly Figure Sample = Plot.LossCurve([2.0, 1], "loss", "Loss & more", "What to see.");

    [Theory]
    [InlineData(typeof(Figure))]
    [InlineData(typeof(FigureSupport))]
    public void It_shows_itself_by_the_hosts_convention_in_html_and_text(Type type)
    {
        object value = type == typeof(Figure) ? Sample : Notebook.Begin();
        var attribute = type.GetCustomAttributes().Single(one => one.GetType().Name == "TypeFormatterSourceAttribute");
        Assert.Equal(["text/html", "text/plain"], Get<string[]>(attribute, "PreferredMimeTypes"));

        var source = Activator.CreateInstance(Get<Type>(attribute, "FormatterSourceType"))!;
        var formatters = (IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!;
        var texts = formatters.ToDictionary(formatter => Get<string>(formatter, "MimeType"), formatter => Format(formatter, value, type));

        Assert.Equal(type.GetMethod("ToHtml")!.Invoke(value, null), texts["text/html"]);
        Assert.Equal(value.ToString(), texts["text/plain"]);
    }

    [Fact]
    public void Its_html_is_one_element_that_is_never_blank()
    {
        var html = Sample.ToHtml();

        Assert.StartsWith("<div class=\"backprop-figure\"", html, StringComparison.Ordinal);
        Assert.EndsWith("</div>", html, StringComparison.Ordinal);
        Assert.Contains("Loss &amp; more", html, StringComparison.Ordinal);
        Assert.Contains("What to see.", html, StringComparison.Ordinal);
        Assert.Contains("run the notebook&#39;s first cell", html.Replace("'", "&#39;", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_html_is_the_same_every_time() => Assert.Equal(
        Sample.ToHtml(), Plot.LossCurve([2.0, 1], "loss", "Loss & more", "What to see.").ToHtml());

    [Fact]
    public void The_first_cells_output_carries_all_of_plotly_js()
    {
        var html = Notebook.Begin().ToHtml();
        var packed = Convert.FromBase64String(Regex.Match(html, "\\(\"([A-Za-z0-9+/=]{1000,})\"\\)").Groups[1].Value);
        using StreamReader script = new(new GZipStream(new MemoryStream(packed), CompressionMode.Decompress), Encoding.UTF8);
        var text = script.ReadToEnd();

        Assert.StartsWith("<div class=\"backprop-plotly\">", html, StringComparison.Ordinal);
        Assert.Contains("plotly.js v2.28.0", text[..200], StringComparison.Ordinal);
        Assert.InRange(text.Length, 3_000_000, 4_000_000);
        Assert.InRange(html.Length, 1_000_000, 1_700_000);
    }

    [Fact]
    public void Plotly_is_loaded_beside_the_host_and_not_into_it()
    {
        Sample.ToHtml();

        string[] alone = ["Backprop.Plotly", "Plotly.NET", "FSharp.Core"];
        Assert.All(AssemblyLoadContext.Default.Assemblies, assembly => Assert.DoesNotContain(assembly.GetName().Name, alone));
        Assert.Contains(AssemblyLoadContext.All, context => context.Name == "Backprop.Plotly"
            && context.Assemblies.Select(assembly => assembly.GetName().Name).Intersect(alone).Count() == 3);
    }

    [Fact]
    public void Beside_the_library_lies_no_FSharp() =>
        Assert.False(File.Exists(Path.Combine(AppContext.BaseDirectory, "FSharp.Core.dll")));

    private static T Get<T>(object value, string property) => (T)value.GetType().GetProperty(property)!.GetValue(value)!;

    private static string Format(object formatter, object value, Type type)
    {
        Assert.Equal(type, Get<Type>(formatter, "Type"));
        using StringWriter writer = new();
        var format = formatter.GetType().GetMethod("Format")!;
        Assert.True((bool)format.Invoke(formatter, [value, writer])!);
        Assert.False((bool)format.Invoke(formatter, ["another type", writer])!);
        return writer.ToString();
    }
}
