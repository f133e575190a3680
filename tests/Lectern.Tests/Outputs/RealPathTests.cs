using Lectern.Outputs;

namespace Lectern.Tests.Outputs;

public sealed class RealPathTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Links_anywhere_in_a_path_are_followed()
    {
        folder.Write("real/deep/file", "");
        Directory.CreateSymbolicLink(folder["link"], "real");
        Directory.CreateSymbolicLink(folder["real/again"], folder["link/deep"]);
        File.CreateSymbolicLink(folder["real/deep/other"], "file");
        var real = RealPath.Of(folder["real/deep/file"]);

        Assert.Equal(real, RealPath.Of(folder["link/deep/file"]));
        Assert.Equal(real, RealPath.Of(folder["link/again/other"]));
        Assert.Equal(real + ".new", RealPath.Of(folder["link/again/file.new"]));
    }

    [Fact]
    public void Links_in_a_circle_are_refused()
    {
        File.CreateSymbolicLink(folder["a"], "b");
        File.CreateSymbolicLink(folder["b"], "a");

        Assert.Throws<IOException>(() => RealPath.Of(folder["a"]));
    }
}
