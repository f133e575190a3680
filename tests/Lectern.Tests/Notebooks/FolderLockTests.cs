using Lectern.Notebooks;

namespace Lectern.Tests.Notebooks;

/// <summary>One folder, one lectern at a time.</summary>
public sealed class FolderLockTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_second_says_that_it_waits_and_goes_on_when_the_first_has_ended()
    {
        List<string> waited = [];
        var first = await TakeAsync(isKept: true, waited);
        var second = TakeAsync(isKept: true, waited);
        await Task.Delay(500, TestContext.Current.CancellationToken);

        Assert.False(second.IsCompleted);
        Assert.Equal([folder["out"]], waited);
        first.Dispose();
        (await second).Dispose();
        Assert.True(File.Exists(folder[$"out/{FolderLock.FileName}"]));
    }

    [Fact]
    public async Task In_a_folder_of_the_reader_s_the_file_is_gone_afterwards()
    {
        (await TakeAsync(isKept: false, [])).Dispose();
        Assert.False(File.Exists(folder[$"out/{FolderLock.FileName}"]));
    }

    [Fact]
    public async Task A_lectern_that_is_killed_leaves_no_lock_behind()
    {
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json("Console.Write(\"runs\"); System.IO.File.WriteAllText(\"started.txt\", \"\"); while (true) { }"));
        using var first = LecternProgram.Start(folder.Path, []);
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
        while (!File.Exists(folder["notebooks/started.txt"])) await Task.Delay(50, patience.Token);
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json("1"));
        using var second = LecternProgram.Start(folder.Path, []);
        var message = await second.StandardError.ReadLineAsync(patience.Token);
        Assert.Equal($"waiting for another lectern that writes to {folder["out"]} (Ctrl+C ends the waiting)", message);

        first.Kill();
        var result = await LecternProgram.EndAsync(second);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("", result.Errors);
    }

    private Task<FolderLock> TakeAsync(bool isKept, List<string> waited) =>
        FolderLock.TakeAsync([folder["out"]], isKept, waited.Add, TestContext.Current.CancellationToken);
}
