using Lectern.Figures.Chromium;

namespace Lectern.Tests;

/// <summary>A browser for all tests that look at the same pages, started once the pages have been made. Skips them where there is none.</summary>
/// <param name="make">Makes the pages.</param>
internal sealed class SharedBrowser(Func<Task> make) : IAsyncDisposable
{
    private readonly Lazy<Task<Browser>> started = new(async () =>
    {
        TestBrowser.Program();
        await make();
        return await TestBrowser.StartAsync();
    });

    public Task<Browser> GetAsync() => started.Value;

    public async ValueTask DisposeAsync()
    {
        if (started is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await started.Value).DisposeAsync();
    }
}
