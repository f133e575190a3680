using System.Diagnostics;

namespace Lectern.Tests.Commands;

/// <summary>The program is killed at any moment, which no code of its own can see coming.</summary>
public sealed class KillTests : IDisposable
{
    private const int Kills = 50;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>The cells have run before, so that nearly all of the time goes into reading, comparing and writing.</summary>
    [Fact]
    public async Task Killed_at_any_moment_of_a_run_in_place_every_notebook_is_the_old_or_the_new_one_and_the_next_run_works()
    {
        string[] names = ["notebooks/01-a.ipynb", "notebooks/02-b.ipynb", "notebooks/03-c.ipynb"];
        foreach (var name in names) folder.Write(name, TestNotebook.Json("Console.Write(new string('x', 200_000))", "1 + 1"));
        var before = await ReadAsync(names);
        Assert.Equal(0, (await LecternProgram.RunAsync(folder.Path)).ExitCode);
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, (await LecternProgram.RunAsync(folder.Path, "--in-place")).ExitCode);
        var whole = watch.Elapsed;
        var after = await ReadAsync(names);
        Assert.DoesNotContain(before.Zip(after), pair => pair.First == pair.Second);

        Random random = new(18);
        for (var kill = 0; kill < Kills; kill++)
        {
            foreach (var (name, text) in names.Zip(before)) folder.Write(name, text);
            using (var process = LecternProgram.Start(folder.Path, ["--in-place"]))
            {
                await Task.Delay(random.NextDouble() * whole, TestContext.Current.CancellationToken);
                process.Kill();
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            foreach (var ((name, old), now) in names.Zip(before).Zip(after)) Assert.Contains(folder.Read(name), new[] { old, now });
        }

        var result = await LecternProgram.RunAsync(folder.Path, "--in-place");
        Assert.Equal(("", 0), (result.Errors, result.ExitCode));
        Assert.Equal(after, await ReadAsync(names));
        Assert.Equal(["01-a.ipynb", "02-b.ipynb", "03-c.ipynb"], folder.Files("notebooks"));
    }

    private Task<string[]> ReadAsync(string[] names) =>
        Task.WhenAll(names.Select(name => File.ReadAllTextAsync(folder[name], TestContext.Current.CancellationToken)));
}
