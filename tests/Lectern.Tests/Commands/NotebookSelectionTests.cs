using Lectern.Commands;
using Lectern.Outputs;

namespace Lectern.Tests.Commands;

public sealed class NotebookSelectionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public NotebookSelectionTests()
    {
        string[] files =
        [
            "notebooks/02-b.ipynb", "notebooks/01-a.ipynb", "notebooks/notes.txt", "notebooks/solutions/01-a.ipynb",
            "notebooks/.ipynb_checkpoints/01-a.ipynb", "mine/own.ipynb", "other/own.ipynb",
        ];
        foreach (var file in files) folder.Write(file, "");
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("", "01-a 02-b solutions/01-a")]
    [InlineData("02-b", "02-b")]
    [InlineData("02-b.ipynb 01-a", "01-a 02-b")]
    [InlineData("solutions/01-a", "solutions/01-a")]
    [InlineData("notebooks/02-b.ipynb ./notebooks/02-b", "02-b")]
    [InlineData("mine/own.ipynb", "own")]
    [InlineData("0*", "01-a 02-b")]
    [InlineData("**/01-*.ipynb", "01-a solutions/01-a")]
    [InlineData("notebooks/*.ipynb", "01-a 02-b")]
    [InlineData("notebooks/*", "01-a 02-b")]
    [InlineData("notebooks/../mine/*.ipynb", "own")]
    [InlineData("mine/../notebooks/solutions/../0*", "01-a 02-b")]
    [InlineData("notebooks/solutions/../../mine/**/*", "own")]
    public void Notebooks_are_found_by_name_path_and_glob(string patterns, string names) =>
        Assert.Equal(names, string.Join(' ', Find(patterns).Select(file => file.Name)));

    [Fact]
    public void An_absolute_path_and_an_absolute_glob_are_found()
    {
        Assert.Equal(["own"], Find(folder["mine/own.ipynb"]).Select(file => file.Name));
        Assert.Equal(["own"], Find(folder["mine/*.ipynb"]).Select(file => file.Name));
    }

    [Theory]
    [InlineData("03-c", "there is no notebook \"03-c\"; the notebooks here are 01-a, 02-b, solutions/01-a")]
    [InlineData("9*", "there is no notebook \"9*\"")]
    [InlineData("*/../mine/own.ipynb", "\"..\" is possible before the first * alone")]
    [InlineData("nowhere/../*/x", "there is no notebook \"nowhere/../*/x\"")]
    [InlineData("nowhere/*", "there is no notebook \"nowhere/*\"")]
    [InlineData("mine", "there is no notebook \"mine\"")]
    [InlineData("mine/own.ipynb other/own.ipynb", "would both be written to own.ipynb")]
    public void What_is_not_there_is_named(string patterns, string message) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => Find(patterns)).Message, StringComparison.Ordinal);

    private IReadOnlyList<NotebookFile> Find(string patterns) =>
        new NotebookSelection(folder.Path).Find(patterns.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
