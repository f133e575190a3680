using Lectern.Execution;
using Lectern.Notebooks;

namespace Lectern.Tests.Course;

/// <summary>A student runs a notebook's cells once more, in this order or that, without a restart.</summary>
public class RerunTests
{
    public static TheoryData<string> Course => [.. CourseNotebook.CourseNames];

    [Theory, MemberData(nameof(Course))]
    public async Task Every_cell_runs_again_in_the_same_session(string name)
    {
        var course = CourseNotebook.Read(name);
        await RunAsync(course, "again", course.Cells);
    }

    [Theory, MemberData(nameof(Course))]
    public async Task Every_cell_runs_again_from_the_last_to_the_first(string name)
    {
        var course = CourseNotebook.Read(name);
        await RunAsync(course, "backwards", course.Cells.Reverse());
    }

    [Theory, MemberData(nameof(Course))]
    public async Task Every_cell_runs_again_in_any_order(string name)
    {
        var course = CourseNotebook.Read(name);
        var cells = course.Cells.ToArray();
        new Random(1).Shuffle(cells);
        await RunAsync(course, "shuffled", cells.Where(cell => !cell.DeclaresType)); // a class declared again is another class
    }

    /// <summary>Runs the whole notebook and then, in the same session, more of its cells.</summary>
    private static async Task RunAsync(CourseNotebook course, string suffix, IEnumerable<CourseCell> more)
    {
        var document = course.Document.DeepClone();
        var cells = document["cells"]!.AsArray();
        foreach (var cell in more)
        {
            var again = cell.Json.DeepClone();
            again["id"] = $"{again["id"]}-{suffix}";
            cells.Add(again);
        }

        var run = await new NotebookRunner(TimeSpan.FromMinutes(5)).RunAsync(
            Notebook.Parse(document.ToJsonString(), course.Name), CourseNotebook.Home, new Progress<int>(), TestContext.Current.CancellationToken);

        Assert.True(run.Failure is null, $"{course.Name}: {run.Failure}");
    }
}
