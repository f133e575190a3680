using System.Net;
using System.Text;
using System.Text.Json;
using Lectern.Notebooks;
using Lectern.Outputs;

namespace Lectern.Tests.Outputs;

public class MachineTracesTests
{
    private static readonly string[] Folders = ["/home/user/course", "/home/Jürgen/C++ & \"co\", it's/50 % <a>", "/srv/größer"];

    private static readonly Dictionary<string, Func<string, string>> Spellings = new()
    {
        ["plain"] = path => path,
        ["in a sentence"] = path => $"written to \"{path}\".",
        ["a file in it"] = path => $"({path}/notes.txt)",
        ["JSON"] = path => JsonSerializer.Serialize(path),
        ["HTML"] = path => $"<b title=\"{WebUtility.HtmlEncode(path)}\">",
        ["JSON in HTML"] = path => WebUtility.HtmlEncode(JsonSerializer.Serialize(path)),
        ["HTML in JSON"] = path => JsonSerializer.Serialize(WebUtility.HtmlEncode(path)),
        ["an address"] = path => $"<a href=\"file://{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}/a\">",
        ["decomposed"] = path => path.Normalize(NormalizationForm.FormD),
        ["backslashes"] = path => path.Replace('/', '\\'),
    };

    public static TheoryData<string, string> Traces() => new(from folder in Folders from spelling in Spellings.Keys select (folder, spelling));

    [Theory]
    [MemberData(nameof(Traces))]
    public void A_folder_of_this_machine_is_found_in_any_spelling(string folder, string spelling)
    {
        Assert.Contains($"cell 1 shows the path {folder}", Find(folder, Spellings[spelling](folder), "text/plain"), StringComparison.Ordinal);
        Assert.Contains($"cell 1 shows the path {folder}", Find(folder + "/", Spellings[spelling](folder), "text/html"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/x", "dL/dx = dy/x, d/x/y, and 1 /x")]
    [InlineData("/x", "an /x-axis, /xy")]
    [InlineData("/", "a // b, 1/2, /tmp")]
    [InlineData("/home/user/course", "/home/user/courses, other/home/user/course")]
    [InlineData("/home/user/course", "half an escape: \\ud800")]
    public void What_only_looks_like_a_folder_is_none(string folder, string text) => Assert.Null(Find(folder, text, "text/plain"));

    [Fact]
    public void A_folder_right_below_the_root_is_found_by_what_lies_in_it() =>
        Assert.Contains("shows the path /x", Find("/x", "loaded from /x/lib", "text/plain"), StringComparison.Ordinal);

    private static string? Find(string folder, string text, string mimeType)
    {
        var notebook = TestNotebook.Of("1");
        Assert.Single(notebook.RunnableCells).Show(1, [new DisplayOutput(new Dictionary<string, string> { [mimeType] = text })]);
        return MachineTraces.Find(new NotebookFile("/elsewhere/test.ipynb", "test"), notebook, [folder]);
    }
}
