using System.Runtime.InteropServices;
using System.Text;

namespace Lectern.Notebooks;

/// <summary>The user and the group that a file belongs to. .NET tells neither, so that Linux is asked itself.</summary>
internal static class FileOwner
{
    private const int CurrentFolder = -100;
    private const uint UserAndGroup = 0x18;

    /// <summary>Gives one file the owner of another.</summary>
    /// <exception cref="IOException">Only an administrator could do that.</exception>
    public static void Copy(string from, string to)
    {
        if (!OperatingSystem.IsLinux()) return;

        var (user, group) = Of(from);
        if (Of(to) == (user, group)) return;
        if (ChangeOwner(Name(to), user, group) != 0)
            throw new IOException("it belongs to another user or group, and would be yours afterwards; run lectern as its owner");
    }

    private static (uint User, uint Group) Of(string path) =>
        ReadStatus(CurrentFolder, Name(path), 0, UserAndGroup, out var status) == 0
            ? (status.User, status.Group)
            : throw new IOException(Marshal.GetLastPInvokeErrorMessage());

    private static byte[] Name(string path) => Encoding.UTF8.GetBytes(path + '\0');

    /// <summary>The same on every processor, which is not so with the older stat.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(20)]
        public uint User;

        [FieldOffset(24)]
        public uint Group;
    }

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReadStatus(int folder, byte[] path, int flags, uint mask, out Status status);

    [DllImport("libc", EntryPoint = "chown", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChangeOwner(byte[] path, uint user, uint group);
}
