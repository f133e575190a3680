using Lectern.Jupyter;
using Lectern.Tests.Course;

namespace Lectern.Tests;

/// <summary>The real kernel, .NET Interactive, as the project's tool manifest has it.</summary>
internal static class TestKernel
{
    /// <summary>The project's tool manifest.</summary>
    public static string Manifest { get; } = Path.GetFullPath(Path.Combine(CourseNotebook.Home, "..", ".config", "dotnet-tools.json"));

    private static readonly Lazy<Task<string?>> Problem = new(FindProblemAsync);

    /// <summary>Skips the test where the tool was not restored.</summary>
    public static async Task SkipUnlessRestoredAsync()
    {
        var problem = await Problem.Value;
        Assert.SkipWhen(problem is not null, $"the notebooks are not run in .NET Interactive itself: {problem}");
    }

    private static async Task<string?> FindProblemAsync()
    {
        try
        {
            await KernelTool.FindVersionAsync(CourseNotebook.Home, CancellationToken.None);
            return null;
        }
        catch (KernelToolException exception)
        {
            return exception.Message;
        }
    }
}
