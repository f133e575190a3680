using Backprop.Errors;

namespace Backprop.Tests.Errors;

public class KernelContextTests
{
    [Fact]
    public void What_a_finished_command_refuses_to_tell_is_null()
    {
        CancellationTokenSource finished = new();
        finished.Dispose();
        Assert.Null(KernelContext.Get(finished, nameof(CancellationTokenSource.Token)));
    }

    [Fact]
    public void Without_a_host_there_is_no_context() => Assert.Null(KernelContext.Current(KernelContext.Type()));
}
