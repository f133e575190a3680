using System.Diagnostics;
using Lectern.Notebooks;

namespace Lectern.Tests.Notebooks;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_that_cannot_be_replaced_is_left_as_it_was_and_nothing_lies_beside_it()
    {
        folder.Write("target/inside", "x");

        var exception = Assert.Throws<IOException>(() => AtomicFile.Write(folder["target"], "text"));
        Assert.StartsWith($"cannot write {folder["target"]}: ", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".tmp", exception.Message, StringComparison.Ordinal);
        Assert.Equal(["target/inside"], folder.Files(""));
    }

    [Fact]
    public void A_link_stays_a_link_and_its_target_changes()
    {
        folder.Write("far/target", "old");
        File.CreateSymbolicLink(folder["near"], folder["far/target"]);
        File.CreateSymbolicLink(folder["link"], "near");
        AtomicFile.Write(folder["link"], "new");

        Assert.Equal("near", new FileInfo(folder["link"]).LinkTarget);
        Assert.Null(new FileInfo(folder["far/target"]).LinkTarget);
        Assert.Equal("new", folder.Read("far/target"));
        Assert.Equal(["far/target", "link", "near"], folder.Files(""));
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)]
    public void The_mode_is_kept(UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("modes are Unix's");
            return;
        }

        folder.Write("file", "old");
        File.SetUnixFileMode(folder["file"], mode);
        AtomicFile.Write(folder["file"], "new");

        Assert.Equal(mode, File.GetUnixFileMode(folder["file"]));
        Assert.Equal("new", folder.Read("file"));
    }

    [Fact]
    public async Task The_owner_is_kept()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root may give a file away");
        folder.Write("file", "old");
        await RunAsync("chown", "12345:23456", folder["file"]);
        AtomicFile.Write(folder["file"], "new");

        Assert.Equal("12345:23456", await RunAsync("stat", "-c", "%u:%g", folder["file"]));
        Assert.Equal("new", folder.Read("file"));
    }

    [Fact]
    public void A_file_that_is_read_only_stays_even_for_root()
    {
        folder.Write("file", "old");
        File.SetAttributes(folder["file"], FileAttributes.ReadOnly);

        Assert.Contains("read-only", Assert.Throws<IOException>(() => AtomicFile.Write(folder["file"], "new")).Message, StringComparison.Ordinal);
        Assert.Contains("read-only", Assert.Throws<IOException>(() => AtomicFile.RequireReplaceable(folder["file"])).Message, StringComparison.Ordinal);
        Assert.Equal("old", folder.Read("file"));
        File.SetAttributes(folder["file"], FileAttributes.Normal);
    }

    [Fact]
    public void A_last_look_that_throws_leaves_everything_as_it_was()
    {
        folder.Write("file", "old");

        Assert.Throws<NotebookException>(() => AtomicFile.Write(folder["file"], "new"u8.ToArray(), () => throw new NotebookException("changed")));
        Assert.Equal("old", folder.Read("file"));
        Assert.Equal(["file"], folder.Files(""));
    }

    [Theory]
    [InlineData(217)]
    [InlineData(255)]
    public void A_name_may_be_as_long_as_the_system_allows(int length)
    {
        var name = new string('n', length);
        AtomicFile.Write(folder[name], "one");
        AtomicFile.Write(folder[name], "two");

        Assert.Equal("two", folder.Read(name));
        Assert.Equal([name], folder.Files(""));
    }

    [Fact]
    public void What_a_killed_run_left_is_removed_and_nothing_else_is()
    {
        folder.Write(".lectern-0123456789abcdef0123456789abcdef.tmp", "half");
        folder.Write(".lectern-notes.tmp", "a user's");
        folder.Write(".lectern-0123456789abcdef0123456789abcdef.tmp.txt", "a user's");
        using (var running = TemporaryFile.Create(folder.Path))
        {
            AtomicFile.RequireWritableFolder(folder.Path);
            Assert.True(File.Exists(running.Name));
        }

        AtomicFile.RequireWritableFolder(folder.Path);
        Assert.Equal([".lectern-0123456789abcdef0123456789abcdef.tmp.txt", ".lectern-notes.tmp"], folder.Files(""));
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output.Trim();
    }
}
