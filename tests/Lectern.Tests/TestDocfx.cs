using Lectern.Docfx;
using Lectern.Rendering;
using Lectern.Tests.Course;

namespace Lectern.Tests;

/// <summary>docfx, as the project's tool manifest names it.</summary>
internal static class TestDocfx
{
    public static readonly string Project = Path.GetFullPath(Path.Combine(CourseNotebook.Home, ".."));

    private static readonly Lazy<Task<MathJaxScript>> Script = new(ReadMathJaxAsync);

    /// <summary>Skips the test where it is not restored.</summary>
    public static Task<MathJaxScript> MathJaxAsync() => SkipUnlessRestoredAsync(() => Script.Value);

    /// <summary>Skips the test where it is not restored.</summary>
    public static Task SkipUnlessRestoredAsync() =>
        SkipUnlessRestoredAsync(() => new DocfxTool(Project).RunAsync(["--version"], TestContext.Current.CancellationToken));

    /// <summary>Skips the test where it is not restored.</summary>
    public static async Task<T> SkipUnlessRestoredAsync<T>(Func<Task<T>> use)
    {
        try
        {
            return await use();
        }
        catch (DocfxException exception) when (exception.Message.Contains("dotnet tool restore", StringComparison.Ordinal))
        {
            Assert.Skip(exception.Message);
            throw;
        }
    }

    private static async Task<MathJaxScript> ReadMathJaxAsync()
    {
        using TemporaryFolder folder = new();
        await new DocfxTool(Project).ExportTemplateAsync("modern", folder.Path, CancellationToken.None);
        return MathJaxScript.Read(folder["modern"]);
    }
}
