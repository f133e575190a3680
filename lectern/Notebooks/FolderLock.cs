namespace Lectern.Notebooks;

/// <summary>
/// Keeps a folder for one lectern at a time: a file in it that is locked while lectern writes there. The system gives the lock back
/// when its process ends, however it ends.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    public const string FileName = ".lectern.lock";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly IReadOnlyList<FileStream> files;

    private FolderLock(IReadOnlyList<FileStream> files) => this.files = files;

    /// <summary>Waits until no other lectern writes to the folders.</summary>
    /// <param name="folders">They need not be there yet.</param>
    /// <param name="isKept">Whether the empty file stays in the folder afterwards, as it may in one of lectern's own.</param>
    /// <param name="onWait">Is told the folder, once, if it has to be waited for.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<FolderLock> TakeAsync(
        IEnumerable<string> folders, bool isKept, Action<string> onWait, CancellationToken cancellationToken)
    {
        List<FileStream> files = [];
        try
        {
            // In one order, so that two lecterns never wait for each other.
            foreach (var folder in folders.Distinct().Order(StringComparer.Ordinal))
                if (await TakeAsync(folder, isKept, onWait, cancellationToken) is { } file) files.Add(file);
            return new FolderLock(files);
        }
        catch
        {
            files.ForEach(file => file.Dispose());
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var file in files) file.Dispose();
    }

    /// <returns>null where no file can be made: what is to be written there will be refused with its own reason.</returns>
    private static async Task<FileStream?> TakeAsync(
        string folder, bool isKept, Action<string> onWait, CancellationToken cancellationToken)
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = isKept ? FileOptions.None : FileOptions.DeleteOnClose,
        };
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                Directory.CreateDirectory(folder);
                return new FileStream(Path.Combine(folder, FileName), options);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                if (!IsInUse(exception)) return null;
            }

            if (isFirst) onWait(folder);
            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>By the system's number for it: EWOULDBLOCK of Linux or macOS, or a sharing violation of Windows.</summary>
    private static bool IsInUse(Exception exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);
}
