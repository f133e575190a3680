namespace Lectern.Tests;

public class FirstTests
{
    [Fact]
    public void A_version_is_there() => Assert.NotNull(typeof(Notebooks.Notebook).Assembly.GetName().Version);
}
