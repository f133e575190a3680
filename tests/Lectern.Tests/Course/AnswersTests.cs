using System.Text.Json.Nodes;

namespace Lectern.Tests.Course;

/// <summary>Each exercise says of right, alternative and wrong answers what it should; the answers lie in the folder beside.</summary>
public class AnswersTests
{
    private const string Hole = "throw new NotImplementedException()";

    public static TheoryData<string> Course => [.. CourseNotebook.CourseNames];

    [Theory, MemberData(nameof(Course))]
    public async Task Exercises_know_right_answers_and_say_what_is_wrong_with_others(string name)
    {
        var problems = await ExerciseAnswers.ProblemsAsync(CourseNotebook.Read(name), ExerciseAnswers.Read(name));
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public async Task What_is_said_of_an_answer_is_held_against_what_is_expected()
    {
        Assert.Empty(await ProblemsAsync(
            ("right", "2 * x", null), ("alternative", "x + x", "right"), ("wrong", "0", "is zero"), ("wrong", "-2 * x", "sign"), ("wrong", "x", "0.5 times")));
        Assert.Equal(
            [
                "07-made, cell \"exercise-a\", the alternative answer x: it says \"✗ (a): it is 0.5 times as large as it should be, everywhere\", but \"✓ … \" is expected",
                "07-made, cell \"exercise-a\", the wrong answer 2 * x: it says \"✓ (a): right\", but \"✗ … right\" is expected",
                "07-made, cell \"exercise-a\", the wrong answer 0: it says \"✗ (a): it is zero\", but \"✗ … sign\" is expected",
                "07-made, cell \"exercise-a\", the right answer throw new NotImplementedException(): it says \"○ (a): still open\", but \"✓ … \" is expected",
            ],
            await ProblemsAsync(("right", Hole, null), ("alternative", "x", null), ("wrong", "2 * x", "right"), ("wrong", "0", "sign"), ("wrong", "x", "0.5 times")));
    }

    [Fact]
    public async Task An_answer_that_ends_the_cell_is_told() => Assert.StartsWith(
        "07-made, cell \"exercise-a\", the wrong answer y ends in CompilationError: CS0103",
        Assert.Single(await ProblemsAsync(("right", "2 * x", null), ("alternative", "x + x", null), ("wrong", "0", "is zero"), ("wrong", "1", "at"), ("wrong", "y", "at"))),
        StringComparison.Ordinal);

    [Fact]
    public async Task Answers_that_are_missing_or_do_not_fit_the_notebook_are_told()
    {
        Assert.Equal(
            [
                "07-made, cell \"exercise-a\": it has 0 answers of the kind \"right\", but 1 are expected",
                "07-made, cell \"exercise-a\": it has 0 answers of the kind \"alternative\", but 1 are expected",
                "07-made, cell \"exercise-a\": it has 1 answers of the kind \"wrong\", but 3 are expected",
                "07-made, cell \"exercise-a\": \"good\" is no kind of answer",
                "07-made, cell \"exercise-a\": nothing is said of 1",
            ],
            await ProblemsAsync(("good", "2 * x", null), ("wrong", "1", null)));
        Assert.Contains(
            "07-made, cell \"exercise-b\": there is no such code cell",
            await ExerciseAnswers.ProblemsAsync(Notebook(), [new ExerciseAnswers("exercise-b", [], [])]));
        Assert.Contains(
            "07-made, cell \"exercise-a\": there is no code cell \"lode\", which it needs",
            await ExerciseAnswers.ProblemsAsync(Notebook(), [new ExerciseAnswers("exercise-a", ["lode"], [])]));
        Assert.Contains(
            "07-made, cell \"exercise-a\": double is there 2 times",
            await ExerciseAnswers.ProblemsAsync(Notebook(), [new ExerciseAnswers("exercise-a", [], [new("wrong", "double", "float", "")])]));
    }

    [Fact]
    public void Answers_are_read_from_json()
    {
        var exercise = Assert.Single(ExerciseAnswers.Parse("""
            [{ "cell": "exercise-a", "needs": ["load"], "answers": [{ "kind": "right", "replace": "…", "by": "2", "says": "✓" }] }]
            """));
        Assert.Equal(("exercise-a", "load"), (exercise.Cell, Assert.Single(exercise.Needs)));
        Assert.Equal(new ExerciseAnswers.Answer("right", "…", "2", "✓"), Assert.Single(exercise.Answers));
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => ExerciseAnswers.Parse("""[{ "cell": "exercise-a", "need": [], "answers": [] }]"""));
    }

    private static Task<IReadOnlyList<string>> ProblemsAsync(params (string Kind, string By, string? Says)[] answers) => ExerciseAnswers.ProblemsAsync(
        Notebook(),
        [new ExerciseAnswers("exercise-a", ["load", "square"], [.. answers.Select(answer => new ExerciseAnswers.Answer(answer.Kind, Hole, answer.By, answer.Says))])]);

    private static CourseNotebook Notebook()
    {
        var document = JsonNode.Parse(TestNotebook.Json(
            "#r \"../lib/bin/Backprop.dll\"\nusing Backprop.Teaching;",
            "double Square(double x) => x * x;",
            "throw new Exception(\"nobody needs this\");",
            $"double Slope(double x) => {Hole};\nExercise.Derivative(\"(a)\", Slope, Square);"))!;
        string[] ids = ["load", "square", "other", "exercise-a"];
        foreach (var (index, id) in ids.Index()) document["cells"]![index + 1]!["id"] = id;
        return new CourseNotebook("07-made", document.ToJsonString(), CourseNotebook.Home);
    }
}
