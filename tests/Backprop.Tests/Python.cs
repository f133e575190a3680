using System.Diagnostics;

namespace Backprop.Tests;

/// <summary>An installed Python with NumPy, which reads and writes files for tests.</summary>
internal static class Python
{
    /// <summary>What a program prints; without NumPy, the test says that it was skipped.</summary>
    public static string Run(string code)
    {
        foreach (var program in new[] { "/usr/bin/python3", "python3", "python" })
        {
            try
            {
                using var process = Process.Start(
                    new ProcessStartInfo(program, ["-c", code]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
                var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
                var output = process.StandardOutput.ReadToEnd();
                process.WaitForExit();
                if (!errors.Result.Contains("No module named", StringComparison.Ordinal))
                {
                    Assert.Equal("", errors.Result);
                    return output.Trim();
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // There is no such program.
            }
        }

        Assert.Skip("no Python with NumPy is installed, so only the library itself could have read the file");
        return "";
    }
}
