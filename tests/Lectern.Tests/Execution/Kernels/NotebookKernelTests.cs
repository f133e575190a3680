using Lectern.Execution.Kernels;
using Lectern.Notebooks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Lectern.Tests.Execution.Kernels;

/// <summary>The kernel works in the process's current folder, so that one test at a time can be in a folder of its own.</summary>
[Collection(nameof(CurrentFolder))]
public sealed class NotebookKernelTests : IDisposable
{
    private readonly string before = Environment.CurrentDirectory;
    private readonly TemporaryFolder folder = new();
    private readonly List<Output> outputs = [];
    private readonly List<DisplayUpdate> updates = [];
    private readonly NotebookKernel kernel;
    private int number;

    public NotebookKernelTests()
    {
        Environment.CurrentDirectory = folder.Path;
        kernel = new NotebookKernel(outputs.Add, updates.Add);
    }

    public void Dispose()
    {
        Environment.CurrentDirectory = before;
        kernel.Dispose();
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
    public async Task A_value_that_was_shown_in_this_command_can_be_shown_anew()
    {
        await RunAsync("using Microsoft.DotNet.Interactive;\nvar shown = KernelInvocationContext.Current.Display(\"one\");");
        await RunAsync("shown.Update(\"two\");");

        var shown = Assert.IsType<DisplayOutput>(Assert.Single(outputs));
        var update = Assert.Single(updates);
        Assert.Equal("one", shown.Data["text/plain"]);
        Assert.Equal(("two", shown.Id), (update.Data["text/plain"], update.Id));
    }

    [Fact]
    public async Task The_kernels_own_usings_are_there_and_no_others()
    {
        await RunAsync("new List<int>().Select(x => new StringBuilder()); Math.Sin(0); await Task.Yield(); ICollection c = null;");
        Assert.Empty(outputs);

        await RunAsync("File.Exists(\"x\")");
        Assert.Contains("CS0103", Error().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cells_compile_as_the_csharp_of_the_last_release()
    {
        await RunAsync("int[] a = [1, 2]; class D { public int X { get => field; set; } }");
        Assert.Empty(outputs);
    }

    [Fact]
    public async Task A_returned_value_is_shown() => Assert.Equal("42", (await ValueAsync("return 42;"))["text/plain"]);

    [Fact]
    public async Task Html_is_shown_as_html() =>
        Assert.Equal("<u>u</u>", (await ValueAsync("HTML(\"<u>u</u>\")"))["text/html"]);

    [Theory]
    [InlineData("#!html\n<b>bold</b>", "csharp", "<b>bold</b>")]
    [InlineData("<b>bold</b>", "html", "<b>bold</b>")]
    [InlineData("#!markdown\n*slanted*", "csharp", "<p><em>slanted</em></p>\n")]
    [InlineData("*slanted*", "markdown", "<p><em>slanted</em></p>\n")]
    [InlineData("#!csharp\nHTML(\"x\").Display();", "csharp", "x")]
    public async Task Other_languages_are_shown(string code, string language, string html)
    {
        Assert.True(await kernel.RunAsync(++number, code, language));

        Assert.Equal(html, Data(Assert.Single(outputs))["text/html"]);
    }

    [Fact]
    public async Task Time_who_and_set_are_magic_commands()
    {
        await RunAsync("#!time\nvar x = 3;");
        Assert.StartsWith("Wall time: ", Data(Assert.Single(outputs))["text/plain"], StringComparison.Ordinal);

        outputs.Clear();
        await RunAsync("#!whos");
        Assert.Contains("<td>x</td>", Data(Assert.Single(outputs))["text/html"], StringComparison.Ordinal);

        await RunAsync("#!set --name y --value 5");
        Assert.Equal("5", (await ValueAsync("y"))["text/plain"]);
    }

    [Theory]
    [InlineData("1.ToString();\n#!fsharp\nlet x = 1", "csharp", "Unknown magic command '#!fsharp'")]
    [InlineData("let x = 1", "fsharp", "the cell is for the kernel 'fsharp', and lectern has none of that name: it runs csharp, html, markdown, value cells")]
    public async Task An_unknown_language_or_magic_command_is_named(string code, string language, string message)
    {
        Assert.False(await kernel.RunAsync(++number, code, language));

        Assert.Equal(message, Error().Message);
    }

    [Fact]
    public async Task Warnings_are_shown_as_jupyter_shows_them()
    {
        Assert.True(await RunAsync("object? o = null;"));

        Assert.Equal(
            new StreamOutput(
                "stderr",
                "\n(1,7): warning CS8632: The annotation for nullable reference types should only be used in code within a '#nullable' annotations context.\n\n"),
            Assert.Single(outputs));
    }

    [Fact]
    public async Task Lines_are_counted_from_the_top_of_the_cell_also_after_a_magic_command()
    {
        await RunAsync("#!time\n\nint F(int a) => 1 / a;\nF(0)");
        Assert.Equal(3, Error().Line);
        Assert.Equal(["  at F, cell 1, line 3", "  at cell 1, line 4"], Error().Traceback.Skip(1));

        await RunAsync("#!time\nint q = \"s\";");
        Assert.Equal(2, Error().Line);
        Assert.StartsWith("  cell 2, line 2, column 9: CS0029", Error().Traceback[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_character_that_is_written_in_two_halves_arrives_whole()
    {
        await RunAsync("foreach (var half in \"a\U0001F600b\") Console.Write(half);\nConsole.Write(new string('a', 65535) + \"\U0001F600\");");

        var text = string.Concat(outputs.Cast<StreamOutput>().Select(output => output.Text));
        Assert.Equal("a\U0001F600b" + new string('a', 65535) + "\U0001F600", text);
        Assert.DoesNotContain(outputs, output => char.IsHighSurrogate(((StreamOutput)output).Text[^1]));
    }

    [Fact]
    public async Task An_exception_without_a_message_has_an_empty_one()
    {
        await RunAsync("class Silent : Exception { public override string Message => null; }\nthrow new Silent();");

        Assert.Equal(("Silent", "", 2), (Error().Name, Error().Message, Error().Line));
    }

    [Fact]
    public async Task A_cell_that_changed_the_folder_does_not_hide_the_line_of_a_later_error()
    {
        Directory.CreateDirectory(folder["below"]);
        await RunAsync("Environment.CurrentDirectory = \"below\";");
        await RunAsync("\nthrow new Exception();");

        Assert.Equal(2, Error().Line);
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

    [Fact]
    public async Task A_package_is_refused_with_what_to_do_instead()
    {
        Assert.False(await RunAsync("\n#r \"nuget: Foo, 1.0\"\n1"));

        Assert.Equal(2, Error().Line);
        Assert.Contains("would download a package", Error().Message, StringComparison.Ordinal);
        Assert.Contains("#r \"../lib/bin/Backprop.dll\"", Error().Message, StringComparison.Ordinal);
    }

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

    private Task<bool> RunAsync(string code) => kernel.RunAsync(++number, code);

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
