using System.IO.Compression;
using System.Runtime.Loader;
using System.Text;
using System.Text.RegularExpressions;
using Backprop.Figures;

namespace Backprop.Tests.Figures;

public class FigureTests
{
    private static readonly Figure Sample = Plot.LossCurve([2.0, 1], "loss", "Loss & more", "What to see.");

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
}
