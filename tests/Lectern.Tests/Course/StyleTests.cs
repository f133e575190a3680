namespace Lectern.Tests.Course;

/// <summary>
/// The notebooks keep the rules of their style. These tests stand here because it is lectern that reads notebooks and compiles
/// their cells; the folder mirrors no folder of lectern but the course.
/// </summary>
public class StyleTests
{
    public static TheoryData<string> Course => [.. CourseNotebook.CourseNames];

    public static TheoryData<string> All => [.. CourseNotebook.CourseNames, .. CourseNotebook.SolutionNames];

    [Theory, MemberData(nameof(All))]
    public void Every_host_knows_the_notebook_and_its_cells_as_csharp(string name) => AssertNone(Of(name).Metadata());

    [Theory, MemberData(nameof(All))]
    public void Cells_have_words_as_ids(string name) => AssertNone(Of(name).Ids());

    [Theory, MemberData(nameof(All))]
    public void Every_cell_has_its_place_on_the_slides(string name) => AssertNone(Of(name).Slides());

    [Theory, MemberData(nameof(All))]
    public void Cells_are_small_enough_for_a_slide(string name) => AssertNone(Of(name).Sizes());

    [Theory, MemberData(nameof(All))]
    public void Cells_are_counted_from_the_top(string name) => AssertNone(Of(name).Counts());

    [Theory, MemberData(nameof(All))]
    public void It_opens_with_its_title_and_a_question_objectives_and_what_to_know(string name) => AssertNone(Of(name).Opening());

    [Theory, MemberData(nameof(All))]
    public void Its_first_code_loads_the_library(string name) => AssertNone(Of(name).Load());

    [Theory, MemberData(nameof(Course))]
    public void It_closes_with_exercises_and_a_summary_in_five_lines(string name) => AssertNone(Of(name).Ending());

    [Theory, MemberData(nameof(All))]
    public void Every_section_with_code_has_a_check(string name) => AssertNone(Of(name).Checks());

    [Theory, MemberData(nameof(All))]
    public void Figures_are_as_many_as_are_wanted_and_have_a_name_a_title_and_a_caption(string name) => AssertNone(Of(name).Figures());

    [Theory, MemberData(nameof(All))]
    public void Cells_are_csharp_13(string name) => AssertNone(Of(name).Syntax());

    [Theory, MemberData(nameof(All))]
    public void Cells_compile_without_a_warning(string name) => AssertNone(Of(name).Compilation());

    [Theory, MemberData(nameof(All))]
    public void A_check_that_fails_leaves_the_cells_below_what_they_need(string name) => AssertNone(Of(name).Declarations());

    [Theory, MemberData(nameof(All))]
    public void Cells_use_what_all_hosts_have(string name) => AssertNone(Of(name).Hosts());

    [Theory, MemberData(nameof(All))]
    public void Links_lead_somewhere(string name) => AssertNone(Of(name).LinksThatLeadNowhere());

    [Theory, MemberData(nameof(All))]
    public void Cells_show_something_and_what_is_kept_of_it_is_text_and_pictures(string name) => AssertNone(Of(name).Outputs());

    [Theory, MemberData(nameof(All))]
    public void Figures_have_their_pictures(string name) => AssertNone(Of(name).Pictures());

    [Theory, MemberData(nameof(Course))]
    public void Exercises_are_open_and_solved_in_the_solutions(string name) => AssertNone(Of(name).Exercises(CourseNotebook.ReadSolutions(name)));

    [Fact]
    public void Solutions_belong_to_a_notebook_of_the_course() =>
        Assert.Empty(CourseNotebook.SolutionNames.Select(name => Path.GetFileName(name)).Except(CourseNotebook.CourseNames));

    private static CourseStyle Of(string name) => new(CourseNotebook.Read(name));

    private static void AssertNone(IEnumerable<string> problems)
    {
        var lines = problems.ToList();
        Assert.True(lines.Count == 0, string.Join('\n', lines));
    }
}
