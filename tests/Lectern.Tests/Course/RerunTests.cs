using Lectern.Execution;
using Lectern.Notebooks;

namespace Lectern.Tests.Course;

/// <summary>A student runs a notebook's cells once more, in this order or that, without a restart.</summary>
public class RerunTests
{
    public static TheoryData<string> Course => [.. CourseNotebook.CourseNames];

    [Theory, MemberData(nameof(Course))]
    public async Task Every_cell_runs_again_in_the_same_session_and_in_any_order(string name)
    {
        var course = CourseNotebook.Read(name);
        var shuffled = course.Cells.ToArray();
        new Random(1).Shuffle(shuffled);
        await RunAsync(course, ("again", course.Cells), ("shuffled", shuffled.Where(cell => !cell.DeclaresType))); // a class declared again is another class
    }

    [Theory, MemberData(nameof(Course))]
    public async Task Every_cell_runs_again_from_the_last_to_the_first(string name)
    {
        var course = CourseNotebook.Read(name);
        await RunAsync(course, ("backwards", course.Cells.Reverse()));
    }

    /// <summary>Runs the whole notebook and then, in the same session, more rounds of its cells, whose names say which round it was.</summary>
    private static async Task RunAsync(CourseNotebook course, params IEnumerable<(string Name, IEnumerable<CourseCell> Cells)> rounds)
    {
        var document = course.Document.DeepClone();
        foreach (var (round, cell) in rounds.SelectMany(round => round.Cells.Select(cell => (round.Name, cell))))
        {
            var again = cell.Json.DeepClone();
            again["id"] = $"{again["id"]}-{round}";
            document["cells"]!.AsArray().Add(again);
        }

        var run = await new NotebookRunner(TimeSpan.FromMinutes(5)).RunAsync(
            Notebook.Parse(document.ToJsonString(), course.Name), CourseNotebook.Home, new Progress<int>(), TestContext.Current.CancellationToken);

        Assert.True(run.Failure is null, $"{course.Name}: {run.Failure}");
    }
}
