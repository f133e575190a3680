using System.Diagnostics;

namespace Backprop.Tests.Tensors.Kernels;

public class ProcessorsTests
{
    private const string InChild = "BACKPROP_TESTS_ON_A_LESSER_PROCESSOR";

    /// <summary>
    /// The kernels' tests once more in a process in which the runtime does without some of the processor's instructions. Most
    /// readers' machines have no vectors of 512 bits.
    /// </summary>
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    public async Task All_kernels_are_right_on_processors_that_know_less(string instructions)
    {
        if (Environment.GetEnvironmentVariable(InChild) is not null)
        {
            return; // this is that process
        }

        ProcessStartInfo start = new(Path.ChangeExtension(typeof(ProcessorsTests).Assembly.Location, OperatingSystem.IsWindows() ? "exe" : null))
        {
            ArgumentList = { "-namespace", "Backprop.Tests.Tensors", "-namespace", "Backprop.Tests.Tensors.Kernels" },
            RedirectStandardOutput = true,
        };
        start.Environment[instructions] = "0";
        start.Environment[InChild] = "1";
        using var child = Process.Start(start)!;
        var output = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(child.ExitCode == 0, output);
    }
}
