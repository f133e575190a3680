using System.Text.Json;
using Lectern.Execution;

namespace Lectern.Tests.Course;

/// <summary>What students may write into the hole of an exercise.</summary>
/// <param name="Cell">The exercise's id.</param>
/// <param name="Needs">The ids of the cells that must run before it.</param>
/// <param name="Answers">Right ones, alternatives to them, and typical wrong ones.</param>
internal sealed record ExerciseAnswers(string Cell, IReadOnlyList<string> Needs, IReadOnlyList<ExerciseAnswers.Answer> Answers)
{
    /// <summary>How many answers of a kind an exercise has at least.</summary>
    private static readonly (string Kind, int Fewest)[] Kinds = [("right", 1), ("alternative", 1), ("wrong", 3)];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    /// <returns>Nothing if there is no such file.</returns>
    public static IReadOnlyList<ExerciseAnswers> Read(string notebook)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Course", "answers", notebook + ".json");
        return File.Exists(path) ? Parse(File.ReadAllText(path)) : [];
    }

    public static IReadOnlyList<ExerciseAnswers> Parse(string json) => JsonSerializer.Deserialize<ExerciseAnswers[]>(json, Json)!;

    /// <summary>
    /// Runs the cells that are needed, in the notebook's order and in one session, and each exercise with each of its answers.
    /// </summary>
    /// <returns>A line for each answer of which something else is said than it should be.</returns>
    public static async Task<IReadOnlyList<string>> ProblemsAsync(CourseNotebook notebook, IReadOnlyList<ExerciseAnswers> exercises)
    {
        List<string> problems = [.. Missing(notebook, exercises), .. exercises.SelectMany(exercise => exercise.Misfits(notebook))];
        List<Step> steps = [.. notebook.Code.SelectMany(cell => StepsOf(cell, exercises))];
        if (problems.Count > 0 || steps.Count == 0) return problems;

        var run = TestNotebook.Of([.. steps.Select(step => step.Code)]);
        var result = await new NotebookRunner(Timeout).RunAsync(run, notebook.Folder, new Progress<int>(), TestContext.Current.CancellationToken);
        foreach (var (step, cell) in steps.Zip(run.RunnableCells).Take(result.Cells))
        {
            if (step.Answer?.Problem(CourseCell.TextOf(cell.Outputs)) is { } problem) problems.Add($"{step.Name(notebook)}: {problem}");
        }

        if (result.Failure is { } failure) problems.Add($"{steps[failure.Cell - 1].Name(notebook)} ends in {failure.Error.Name}: {failure.Error.Message}");
        return problems;
    }

    private static IEnumerable<string> Missing(CourseNotebook notebook, IReadOnlyList<ExerciseAnswers> exercises) =>
        from cell in notebook.Code
        where cell.IsExercise
        let answers = exercises.Where(exercise => exercise.Cell == cell.Id).SelectMany(exercise => exercise.Answers).ToList()
        from kind in Kinds
        let count = answers.Count(answer => answer.Kind == kind.Kind)
        where count < kind.Fewest
        select $"{notebook.Name}, cell \"{cell.Id}\": it has {count} answers of the kind \"{kind.Kind}\", but {kind.Fewest} are expected";

    /// <summary>The exercise comes with its right answer last: cells after it may build upon it.</summary>
    private static IEnumerable<Step> StepsOf(CourseCell cell, IReadOnlyList<ExerciseAnswers> exercises) =>
        exercises.FirstOrDefault(exercise => exercise.Cell == cell.Id) is { } exercise
            ? from answer in exercise.Answers
              orderby answer.Kind == "right"
              select new Step(cell, cell.Source.Replace(answer.Replace, answer.By, StringComparison.Ordinal), answer)
        : exercises.Any(exercise => exercise.Needs.Contains(cell.Id)) ? [new Step(cell, cell.Source, null)]
        : [];

    /// <summary>Where these answers are not for this notebook.</summary>
    private IEnumerable<string> Misfits(CourseNotebook notebook)
    {
        var place = $"{notebook.Name}, cell \"{Cell}\"";
        foreach (var id in Needs.Where(id => !notebook.Code.Any(cell => cell.Id == id))) yield return $"{place}: there is no code cell \"{id}\", which it needs";
        if (notebook.Code.FirstOrDefault(cell => cell.Id == Cell) is not { } exercise)
        {
            yield return $"{place}: there is no such code cell";
            yield break;
        }

        foreach (var answer in Answers)
        {
            var holes = exercise.Source.Split(answer.Replace).Length - 1;
            if (holes != 1) yield return $"{place}: {answer.Replace} is there {holes} times";
            if (!Kinds.Any(kind => kind.Kind == answer.Kind)) yield return $"{place}: \"{answer.Kind}\" is no kind of answer";
            if (answer is { Kind: "wrong", Says: null }) yield return $"{place}: nothing is said of {answer.By}";
        }
    }

    /// <param name="Kind">"right", "alternative" or "wrong".</param>
    /// <param name="Replace">The hole: it is once in the cell.</param>
    /// <param name="By">What the student writes.</param>
    /// <param name="Says">A part of the line that is printed.</param>
    internal sealed record Answer(string Kind, string Replace, string By, string? Says = null)
    {
        /// <returns>What is wrong with the text that the cell shows; null if nothing is.</returns>
        public string? Problem(string shown)
        {
            var mark = Kind == "wrong" ? '✗' : '✓';
            var isSaid = shown.Split('\n').Any(line => line.StartsWith(mark) && line.Contains(Says ?? "", StringComparison.Ordinal));
            var isRight = Kind == "wrong" || !shown.Contains('✗', StringComparison.Ordinal);
            return isSaid && isRight ? null : $"it says \"{shown.Trim()}\", but \"{mark} … {Says}\" is expected";
        }
    }

    private sealed record Step(CourseCell Cell, string Code, Answer? Answer)
    {
        public string Name(CourseNotebook notebook) =>
            $"{notebook.Name}, cell \"{Cell.Id}\"{(Answer is null ? "" : $", the {Answer.Kind} answer {Answer.By}")}";
    }
}
