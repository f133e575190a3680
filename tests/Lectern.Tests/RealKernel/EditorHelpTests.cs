using System.Text.Json.Nodes;
using System.Xml.Linq;
using System.Xml.XPath;
using Lectern.Notebooks;
using Lectern.Tests.Course;

namespace Lectern.Tests.RealKernel;

/// <summary>What VS Code shows of the library while a student writes: its documentation, once the first cell has loaded it.</summary>
public class EditorHelpTests
{
    /// <summary>A line of code with a bar where the pointer is, and the member whose documentation is wanted.</summary>
    private static readonly (string Code, string Member)[] Places =
    [
        ("Tensor.Ze|ros([2, 3])", "M:Backprop.Tensor.Zeros("),
        ("Tensor.Zeros([2, 3]).Mat|Mul(Tensor.Zeros([3, 1]))", "M:Backprop.Tensor.MatMul("),
        ("Plot.Loss|Curve([2, 1], \"loss\", \"The loss\", \"It falls.\")", "M:Backprop.Figures.Plot.LossCurve(System.Collections.Generic.IReadOnlyList{System.Double}"),
        ("new Sequential().Para|meters", "P:Backprop.Layers.Module.Parameters"),
        ("new Sequential().Zero|Grad()", "M:Backprop.Layers.Module.ZeroGrad"),
    ];

    /// <summary>
    /// The same where a call is being written, with one of its parameters. The variable is a Module because this kernel's signature
    /// help, other than its hover text, doesn't follow the inheritdoc of an overriding method.
    /// </summary>
    private static readonly (string Code, string Member, string Parameter)[] Calls =
    [
        ("Tensor.Zeros([2, 3]).MatMul(|", "M:Backprop.Tensor.MatMul(", "other"),
        ("Plot.LossCurve(|", "M:Backprop.Figures.Plot.LossCurve(System.Collections.Generic.IReadOnlyList{System.Double}", "losses"),
        ("Module network = new Sequential(); network.Forward(|", "M:Backprop.Layers.Module.Forward(", "input"),
    ];

    private static readonly XDocument Documentation = XDocument.Load(Path.ChangeExtension(CourseLibrary.Path, ".xml"));

    [Fact]
    public async Task Hovering_over_a_member_shows_its_documentation()
    {
        await using var kernel = await StartAsync();
        foreach (var (code, member) in Places)
        {
            var answer = await AskAsync(kernel, "RequestHoverText", code);
            Assert.Contains(Summary(member), Plain(answer?["content"]?[0].Text("value")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Signature_help_shows_the_documentation_of_a_method_and_of_its_parameters()
    {
        await using var kernel = await StartAsync();
        foreach (var (code, member, parameter) in Calls)
        {
            var answer = await AskAsync(kernel, "RequestSignatureHelp", code);
            // This kernel leaves the parameters' own fields empty, and writes their documentation below the method's.
            var documented = answer!["signatures"]!.AsArray().Select(signature => Plain(signature.Text("documentation", "value")));
            Assert.Contains(documented, text =>
                text.StartsWith(Summary(member), StringComparison.Ordinal)
                && text.Contains($"{parameter}: {Plain(Element(member, $"param[@name='{parameter}']"))}", StringComparison.Ordinal));
        }
    }

    /// <summary>A kernel that has run the first cell of the notebook whose namespaces are the most.</summary>
    private static async Task<StdioKernel> StartAsync()
    {
        await TestKernel.SkipUnlessRestoredAsync();
        var notebook = CourseNotebook.Read("06-quadratic-fitter");
        var kernel = await StdioKernel.StartAsync(notebook.Folder);
        var outputs = await kernel.RunAsync(notebook.Code.First().Source);
        Assert.Empty(outputs.OfType<ErrorOutput>());
        return kernel;
    }

    private static Task<JsonNode?> AskAsync(StdioKernel kernel, string request, string code) =>
        kernel.AskAsync(request, code.Replace("|", "", StringComparison.Ordinal), code.IndexOf('|', StringComparison.Ordinal));

    private static string Summary(string member) => Plain(Element(member, "summary"));

    private static string Element(string member, string element) =>
        Documentation.XPathSelectElement($"//member[starts-with(@name, '{member}')]/{element}")!.Value;

    /// <summary>In one line, without the backslashes that Markdown wants before some letters.</summary>
    private static string Plain(string? text) =>
        string.Join(' ', (text ?? "").Replace("\\", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
