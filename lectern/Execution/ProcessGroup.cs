using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Lectern.Execution;

/// <summary>
/// A worker together with the programs that its cells start. On Unix they are a process group, so that these programs are found
/// even when the worker has ended before them.
/// </summary>
internal static class ProcessGroup
{
    private const int Terminate = 15;
    private const int KillAtOnce = 9;

    private static PosixSignalRegistration? ignored;

    /// <summary>Makes this process the first of a group of its own. Ctrl+C in the terminal does not reach the group then.</summary>
    /// <returns>Whether it is.</returns>
    public static bool Begin() => !OperatingSystem.IsWindows() && SetGroup(0, 0) == 0;

    /// <summary>Asks the other members of this process's group to end. From now on this one takes no notice of the signal.</summary>
    public static void AskOthersToEnd()
    {
        ignored ??= PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
        _ = SendSignal(0, Terminate);
    }

    /// <summary>Ends a worker and its group, as far as they have not ended yet.</summary>
    public static void Kill(Process worker)
    {
        if (!OperatingSystem.IsWindows()) _ = SendSignal(-worker.Id, KillAtOnce);
        try
        {
            worker.Kill(entireProcessTree: true); // on Windows, and while it has not come to begin a group
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    [DllImport("libc", EntryPoint = "setpgid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetGroup(int process, int group);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
