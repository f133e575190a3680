using System.Text;
using Lectern.Execution;

namespace Lectern.Tests.Course;

/// <summary>Notebook 08 with full-size pictures, where the reader has them, and with files that are none.</summary>
public sealed class FullSizeDigitsTests : IDisposable
{
    /// <summary>Where Debian's package <c>dataset-fashion-mnist</c> puts them.</summary>
    private const string FashionMnist = "/usr/share/datasets/fashion-mnist";

    private const string DefaultFolder = "../data/full-size";

    /// <summary>The cells that lead to the data, and those that train with them.</summary>
    private static readonly string[] Data = ["load", "digits", "network", "split", "epoch", "measure", "full", "large"];

    private static readonly string[] Training = ["deep", "deep-train", "deep-run", "deep-check"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Two_epochs_of_Fashion_MNIST_are_enough_for_85_percent_with_sigmoids_and_with_rectifiers()
    {
        Assert.SkipUnless(Directory.Exists(FashionMnist), $"{FashionMnist} is not there (Debian: dataset-fashion-mnist), so only the small digits are learned");

        var shown = await RunAsync(FashionMnist, [.. Data, .. Training]);

        Assert.Equal("", shown["full"]);
        Assert.Equal("60000 pictures of 784 pixels, 2 epochs, 3750 steps\n", shown["large"]);
        Assert.Contains("✓ share of mistakes with sigmoids: ", shown["deep-check"], StringComparison.Ordinal);
        Assert.Contains("✓ share of mistakes with ReLUs: ", shown["deep-check"], StringComparison.Ordinal);
        Assert.Equal(2, shown["deep-check"].Split("≤ 0.15").Length - 1);
        TestContext.Current.TestOutputHelper!.WriteLine(shown["deep-run"]);
    }

    [Theory]
    [InlineData(null, "train-images-idx3-ubyte is expected there, plain or as .gz, with three more files in the form of MNIST")]
    [InlineData("\0\0\b\u0003\0\0\0\u0002\0\0\0\u001c\0\0\0\u001c and no more", "train-images-idx3-ubyte does not hold the 1568 bytes of data that its shape (2, 28, 28) wants")]
    [InlineData("a text", "train-images-idx3-ubyte is no IDX file: it does not start with two zeros, a type and a rank")]
    [InlineData("\0\0\b\u0003\0\0\0\u0001\0\0\0\u0002\0\0\0\u0001\0\0", "train-images-idx3-ubyte has the shape (1, 2, 1), but pictures of shape (n, 28, 28) are expected")]
    public async Task Files_that_are_not_as_expected_are_told_in_one_line_and_the_small_digits_go_on(string? bytes, string expected)
    {
        if (bytes is not null) File.WriteAllText(Path.Combine(folder.Path, "train-images-idx3-ubyte"), bytes, Encoding.Latin1);

        var shown = await RunAsync(folder.Path, Data);

        Assert.Equal($"On with the small digits. {folder.Path}: {expected}\n", shown["full"]);
        Assert.Equal("1280 pictures of 64 pixels, 20 epochs, 800 steps\n", shown["large"]);
    }

    /// <summary>Runs some cells of the notebook as a reader does who has put a folder into it.</summary>
    /// <returns>What each of them shows.</returns>
    private static async Task<Dictionary<string, string>> RunAsync(string folder, string[] ids)
    {
        var course = CourseNotebook.Read("08-digits");
        var cells = ids.Select(id => course.Code.Single(cell => cell.Id == id)).ToList();
        Assert.Contains(DefaultFolder, cells.Single(cell => cell.Id == "full").Source, StringComparison.Ordinal);
        var run = TestNotebook.Of([.. cells.Select(cell => cell.Source.Replace(DefaultFolder, folder, StringComparison.Ordinal))]);
        var result = await new NotebookRunner(TimeSpan.FromMinutes(5)).RunAsync(
            run, course.Folder, new Progress<int>(), TestContext.Current.CancellationToken);

        Assert.True(result.Failure is null, $"{result.Failure}");
        return cells.Zip(run.RunnableCells).ToDictionary(pair => pair.First.Id, pair => CourseCell.TextOf(pair.Second.Outputs));
    }
}
