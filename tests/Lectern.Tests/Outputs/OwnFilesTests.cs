using Lectern.Outputs;

namespace Lectern.Tests.Outputs;

public sealed class OwnFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_one_run_wrote_the_next_may_overwrite_and_delete()
    {
        new OwnFiles(folder.Path).Write("a/one.html", "1");
        new OwnFiles(folder.Path).Write("a/two.html", "2");
        OwnFiles next = new(folder.Path);
        next.Write("a/one.html", "another");
        next.DeleteOthers("a", ".html", ["a/one.html"]);

        Assert.Equal("another", folder.Read("a/one.html"));
        Assert.Equal([OwnFiles.ListName, "a/one.html"], folder.Files(""));
    }

    [Theory]
    [InlineData("written by another program")]
    [InlineData("changed since lectern wrote it")]
    [InlineData("a link to a file of lectern's")]
    [InlineData("a link to nothing")]
    [InlineData("a folder")]
    public void What_is_not_its_own_is_neither_overwritten_nor_deleted(string what)
    {
        OwnFiles earlier = new(folder.Path);
        earlier.Write("own.html", "lectern's");
        earlier.Write("page.html", "lectern's");
        File.Delete(folder["page.html"]);
        switch (what)
        {
            case "a folder":
                Directory.CreateDirectory(folder["page.html"]);
                break;
            case "a link to nothing":
                File.CreateSymbolicLink(folder["page.html"], "nowhere");
                break;
            case "a link to a file of lectern's":
                File.CreateSymbolicLink(folder["page.html"], "own.html");
                break;
            default:
                folder.Write("page.html", "a user's");
                break;
        }

        OwnFiles own = new(folder.Path);
        var exception = Assert.Throws<IOException>(() => own.Write("page.html", "new"));
        own.DeleteOthers("", ".html", ["own.html"]);

        Assert.StartsWith($"{folder["page.html"]} was not written by lectern, or has been changed since", exception.Message, StringComparison.Ordinal);
        Assert.Equal("lectern's", folder.Read("own.html"));
        Assert.True(Path.Exists(folder["page.html"]) || new FileInfo(folder["page.html"]).LinkTarget == "nowhere");
        if (what is not "a folder" and not "a link to nothing")
            Assert.Equal(what.StartsWith("a link", StringComparison.Ordinal) ? "lectern's" : "a user's", folder.Read("page.html"));
    }

    [Fact]
    public void A_list_that_a_killed_run_cut_is_read_as_far_as_it_goes_and_continued()
    {
        new OwnFiles(folder.Path).Write("one", "1");
        File.AppendAllText(folder[OwnFiles.ListName], "\n{\"path\":\"two\",\"sha");
        new OwnFiles(folder.Path).Write("three", "3");
        OwnFiles own = new(folder.Path);

        own.RequireOwn("one");
        own.RequireOwn("three");
        folder.Write("two", "2");
        Assert.Throws<IOException>(() => own.RequireOwn("two"));
    }

    [Fact]
    public void A_run_that_changes_nothing_leaves_the_list_as_it_was()
    {
        new OwnFiles(folder.Path).Write("one", "1");
        var list = folder.Read(OwnFiles.ListName);
        new OwnFiles(folder.Path).Write("one", "1");

        Assert.Equal(list, folder.Read(OwnFiles.ListName));
    }

    [Fact]
    public void What_a_killed_run_left_half_written_is_removed()
    {
        new OwnFiles(folder.Path).Write("a/one", "1");
        folder.Write("a/.lectern-0123456789abcdef0123456789abcdef.tmp", "half");
        new OwnFiles(folder.Path).RemoveAbandoned();

        Assert.Equal([OwnFiles.ListName, "a/one"], folder.Files(""));
    }

    [Fact]
    public void All_files_written_at_once_replace_those_of_before_and_leave_the_same_and_the_user_s_alone()
    {
        new OwnFiles(folder.Path).WriteAll([("a/same.html", "1"u8.ToArray()), ("a/changes.html", "1"u8.ToArray()), ("b/c/goes.html", "1"u8.ToArray()), ("b/kept.html", "1"u8.ToArray())]);
        folder.Write("b/kept.html", "changed by a user");
        folder.Write("a/mine.html", "a user's");
        var time = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(folder["a/same.html"], time);

        new OwnFiles(folder.Path).WriteAll([("a/same.html", "1"u8.ToArray()), ("a/changes.html", "2"u8.ToArray())]);

        Assert.Equal(time, File.GetLastWriteTimeUtc(folder["a/same.html"]));
        Assert.Equal("2", folder.Read("a/changes.html"));
        Assert.Equal("changed by a user", folder.Read("b/kept.html"));
        Assert.Equal("a user's", folder.Read("a/mine.html"));
        Assert.False(Path.Exists(folder["b/c"]));
    }

    [Fact]
    public void Nothing_is_written_if_one_of_all_files_is_another_s()
    {
        folder.Write("b.html", "a user's");
        Assert.Throws<IOException>(() => new OwnFiles(folder.Path).WriteAll([("a.html", "1"u8.ToArray()), ("b.html", "1"u8.ToArray())]));
        Assert.Equal(["b.html"], folder.Files(""));
    }
}
