using Lectern.Execution;
using Lectern.Notebooks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Lectern.Tests.Execution;

public sealed class CSharpSessionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<Output> outputs = [];
    private readonly CSharpSession session;
    private int number;

    public CSharpSessionTests() => session = new CSharpSession(folder.Path, outputs.Add);

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task The_last_expression_is_shown_as_html_and_text()
    {
        var data = await ValueAsync("1 + 1");

        Assert.Equal("2", data["text/plain"]);
        Assert.StartsWith("<div class=\"dni-plaintext\"><pre>2</pre></div>", data["text/html"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.ToString();")]
    [InlineData("var x = 1;")]
    [InlineData("Math.Max(1, 2);")]
    [InlineData("void F() { }")]
    [InlineData("Array.Sort(new int[0])")]
    [InlineData("await Task.Yield()")]
    [InlineData("// nothing")]
    public async Task What_is_not_a_last_expression_is_not_shown(string code)
    {
        Assert.True(await RunAsync(code));
        Assert.Empty(outputs);
    }

    [Fact]
    public async Task Null_is_shown() => Assert.Equal("<null>", (await ValueAsync("string s = null; s"))["text/plain"]);

    [Fact]
    public async Task A_string_is_plain_text() => Assert.Equal(["text/plain"], (await ValueAsync("\"a\"")).Keys);

    [Fact]
    public async Task Display_shows_at_the_moment_it_is_called()
    {
        await RunAsync("1.Display(); display(\"two\"); 3.Display(\"text/plain\"); 4");

        Assert.Equal(["1", "two", "3", "4"], outputs.Select(output => Data(output)["text/plain"]));
        Assert.Equal(["text/plain"], Data(outputs[2]).Keys);
        Assert.IsType<DisplayOutput>(outputs[0]);
        Assert.IsType<ResultOutput>(outputs[3]);
    }

    [Fact]
    public async Task Declarations_are_seen_by_later_cells_and_await_works()
    {
        await RunAsync("using System.Text.Json;\nint F(int a) => a + 1; class C { public int X = 2; }");
        await RunAsync("var c = await Task.FromResult(new C());");
        Assert.Equal("3", (await ValueAsync("F(c.X)"))["text/plain"]);
        Assert.Equal("4", (await ValueAsync("JsonSerializer.Serialize(F(3))"))["text/plain"]);
    }

    [Fact]
    public async Task The_common_usings_are_there_and_no_others()
    {
        await RunAsync("new List<int>().Select(x => new StringBuilder()); Math.Sin(0); Task.Yield();");
        Assert.Empty(outputs);

        await RunAsync("File.Exists(\"x\")");
        Assert.Contains("CS0103", Error().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cells_compile_as_csharp_13()
    {
        await RunAsync("int[] a = [1, 2]; var last = a[^1]; void P(params ReadOnlySpan<int> x) { }");
        Assert.Empty(outputs);

        await RunAsync("class D { public int X { get => field; set; } }");
        Assert.Contains("CS9260", Error().Traceback[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cells_see_nothing_of_lectern_but_Display()
    {
        await RunAsync("typeof(Lectern.Execution.CSharpSession)");

        Assert.Contains("CS0122", Error().Message, StringComparison.Ordinal);
        var exported = typeof(CSharpSession).Assembly.GetExportedTypes();
        Assert.Equal(["CellDisplay"], exported.Select(type => type.Name));
    }

    [Fact]
    public async Task A_relative_reference_starts_at_the_notebooks_folder_and_brings_the_dlls_beside_it()
    {
        CompileLibraries();

        await RunAsync("#r \"lib/Outer.dll\"");
        Assert.Equal("inner", (await ValueAsync("Outer.Make().Name"))["text/plain"]);
    }

    [Fact]
    public async Task A_missing_library_is_said_to_be_not_built()
    {
        await RunAsync("\n#r \"../lib/bin/Backprop.dll\"");

        Assert.Equal(2, Error().Line);
        Assert.Contains("CS0006", Error().Message, StringComparison.Ordinal);
        Assert.Contains("dotnet build", Error().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\n#r \"nuget: Foo, 1.0\"\n1", 2, "#r \"nuget: Foo, 1.0\" would download a package")]
    [InlineData("#!time\n1", 1, "#!time is a magic command")]
    [InlineData("1.ToString();\n#!fsharp\nlet x = 1", 2, "#!fsharp is a magic command")]
    public async Task Directives_of_other_hosts_are_refused_by_name(string code, int line, string message)
    {
        Assert.False(await RunAsync(code));

        Assert.StartsWith(message, Error().Message, StringComparison.Ordinal);
        Assert.Equal(line, Error().Line);
    }

    [Fact]
    public async Task A_text_that_looks_like_a_directive_is_a_text() =>
        Assert.Equal("\n#!time\n", (await ValueAsync("@\"\n#!time\n\""))["text/plain"]);

    [Fact]
    public async Task A_loaded_script_is_found_from_the_notebooks_folder()
    {
        folder.Write("helper.csx", "int Half(int a)\n{\n    return a / 2;\n}");
        folder.Write("broken.csx", "int Third(int a) => b;");

        Assert.Equal("2", (await ValueAsync("#load \"helper.csx\"\nHalf(4)"))["text/plain"]);
        await RunAsync("#load \"broken.csx\"");
        Assert.Equal("  broken.csx, line 1, column 21: CS0103: The name 'b' does not exist in the current context", Error().Traceback[1]);
    }

    [Fact]
    public async Task A_class_with_formatters_by_convention_shows_itself_in_all_its_mime_types()
    {
        await RunAsync(ConventionFormatters);
        var data = await ValueAsync("new Picture()");

        Assert.Equal("<b>picture</b>", data["text/html"]);
        Assert.Equal("a picture", data["text/plain"]);
        Assert.Equal("{\"x\": 1.0}", data["application/json"]);
        Assert.Equal(3, data.Count);
    }

    [Fact]
    public async Task An_exception_is_told_with_the_notebooks_own_frames_and_lines_only()
    {
        await RunAsync("int F(int a)\n{\n    return 1 / a;\n}");
        Assert.False(await RunAsync("var a = 0;\nnew[] { a }.Select(x =>\n    F(x)).ToList()"));

        var error = Error();
        Assert.Equal("DivideByZeroException", error.Name);
        Assert.Equal("Attempted to divide by zero.", error.Message);
        Assert.Equal(3, error.Line);
        Assert.Equal(
            ["DivideByZeroException: Attempted to divide by zero.", "  at F, cell 1, line 3", "  at cell 2, line 3", "  at cell 2, line 2"],
            error.Traceback);
    }

    [Fact]
    public async Task An_exception_is_taken_out_of_its_envelopes_and_tells_its_cause()
    {
        await RunAsync("Task.Run(() => throw new InvalidOperationException(\"outer\", new FormatException(\"inner\"))).Wait();");

        Assert.Equal("InvalidOperationException", Error().Name);
        Assert.Equal(["InvalidOperationException: outer", "  because of FormatException: inner"], Error().Traceback.Take(2));
    }

    [Fact]
    public async Task A_runaway_of_frames_is_cut()
    {
        await RunAsync("void Down(int n) { if (n == 0) throw new Exception(\"deep\"); Down(n - 1); }\nDown(100);");

        Assert.Equal(22, Error().Traceback.Count);
        Assert.Equal("  … and 82 more", Error().Traceback[^1]);
    }

    [Fact]
    public async Task A_printed_exception_holds_no_path_of_this_machine()
    {
        var text = (await ValueAsync("string s = \"\"; try { int.Parse(\"x\"); } catch (Exception e) { s = e.ToString(); } s"))["text/plain"];

        Assert.Contains("in cell 1:line 1", text, StringComparison.Ordinal);
        Assert.DoesNotContain(folder.Path, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_error_of_the_compiler_is_a_line()
    {
        Assert.False(await RunAsync("var y = 1;\n  zzz.Foo();\nint q = \"s\";"));

        Assert.Equal("CS0103: The name 'zzz' does not exist in the current context (and 1 more)", Error().Message);
        Assert.Equal(2, Error().Line);
        Assert.Equal(
            [
                "CompilationError",
                "  cell 1, line 2, column 3: CS0103: The name 'zzz' does not exist in the current context",
                "  cell 1, line 3, column 9: CS0029: Cannot implicitly convert type 'string' to 'int'",
            ],
            Error().Traceback);
    }

    [Fact]
    public async Task A_cell_that_did_not_compile_leaves_the_session_as_it_was()
    {
        await RunAsync("var x = 1;");
        await RunAsync("var x = y;");

        Assert.Equal("1", (await ValueAsync("x"))["text/plain"]);
    }

    [Fact]
    public async Task A_formatter_that_throws_fails_the_cell()
    {
        await RunAsync(ConventionFormatters.Replace("\"<b>picture</b>\"", "throw new FormatException(\"no picture\")", StringComparison.Ordinal));
        Assert.False(await RunAsync("new Picture()"));

        Assert.Equal("no picture", Error().Message);
    }

    private const string ConventionFormatters = """
        class TypeFormatterSourceAttribute(Type source) : Attribute
        {
            public Type FormatterSourceType => source;
            public string[] PreferredMimeTypes { get; set; }
        }
        [TypeFormatterSource(typeof(PictureFormatters), PreferredMimeTypes = ["text/html", "text/plain", "application/json"])]
        class Picture { }
        class PictureFormatters
        {
            public IEnumerable<object> CreateTypeFormatters() =>
            [
                new PictureFormatter("text/html", () => "<b>picture</b>"),
                new PictureFormatter("text/plain", () => "a picture"),
                new PictureFormatter("application/json", () => "{\"x\": 1.0}"),
            ];
        }
        class PictureFormatter(string mimeType, Func<string> text)
        {
            public string MimeType => mimeType;
            public Type Type => typeof(Picture);
            public bool Format(object value, System.IO.TextWriter writer) { writer.Write(text()); return true; }
        }
        """;

    private Task<bool> RunAsync(string code) => session.RunAsync(++number, code);

    private async Task<IReadOnlyDictionary<string, string>> ValueAsync(string code)
    {
        outputs.Clear();
        await RunAsync(code);
        return Data(Assert.IsType<ResultOutput>(Assert.Single(outputs)));
    }

    private static IReadOnlyDictionary<string, string> Data(Output output) =>
        output is ResultOutput result ? result.Data : Assert.IsType<DisplayOutput>(output).Data;

    private ErrorOutput Error() => Assert.IsType<ErrorOutput>(outputs[^1]);

    /// <summary>lib/Outer.dll, whose one method returns a type of lib/Inner.dll.</summary>
    private void CompileLibraries()
    {
        Directory.CreateDirectory(folder["lib"]);
        Compile("Inner", "public class Inner { public string Name => \"inner\"; }");
        Compile("Outer", "public static class Outer { public static Inner Make() => new Inner(); }", folder["lib/Inner.dll"]);
    }

    private void Compile(string name, string code, params string[] references)
    {
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(code)],
            [.. references.Prepend(typeof(object).Assembly.Location).Select(path => MetadataReference.CreateFromFile(path))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.True(compilation.Emit(folder[$"lib/{name}.dll"]).Success);
    }
}
