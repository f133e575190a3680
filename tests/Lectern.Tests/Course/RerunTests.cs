using Lectern.Execution;
using Lectern.Notebooks;

namespace Lectern.Tests.Course;

/// <summary>A student runs a notebook's cells once more, in order, without a restart.</summary>
public class RerunTests
{
    public static TheoryData<string> Course => [.. CourseNotebook.CourseNames];

    [Theory, MemberData(nameof(Course))]
    public async Task Every_cell_runs_again_in_the_same_session(string name)
    {
        var course = CourseNotebook.Read(name);
        var document = course.Document.DeepClone();
        var cells = document["cells"]!.AsArray();
        foreach (var cell in course.Cells)
        {
            var again = cell.Json.DeepClone();
            again["id"] = $"{again["id"]}-again";
            cells.Add(again);
        }

        var run = await new NotebookRunner(TimeSpan.FromMinutes(5)).RunAsync(
            Notebook.Parse(document.ToJsonString(), name), CourseNotebook.Home, new Progress<int>(), TestContext.Current.CancellationToken);

        Assert.True(run.Failure is null, $"{name}: {run.Failure}");
    }
}
