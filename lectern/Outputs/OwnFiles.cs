using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.Notebooks;

namespace Lectern.Outputs;

/// <summary>
/// The files that lectern has written to a folder. They are listed there with their checksums, so that lectern overwrites and
/// deletes nothing else: neither what another program wrote, nor what has been changed since.
/// </summary>
/// <param name="root">The folder.</param>
internal sealed class OwnFiles(string root)
{
    /// <summary>One line of JSON for each file and content that lectern wrote; lines are only ever added.</summary>
    public const string ListName = ".lectern.jsonl";

    private readonly Lock gate = new();
    private readonly HashSet<(string Path, string Checksum)> listed = Read(Path.Combine(root, ListName));

    /// <summary>Replaces a file of lectern's, or writes a new one.</summary>
    /// <param name="path">The file, seen from the folder.</param>
    /// <param name="text">What it then holds.</param>
    /// <exception cref="IOException">The file is not lectern's, or cannot be written.</exception>
    public void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Write(string, string)"/>
    public void Write(string path, byte[] bytes)
    {
        RequireOwn(path);
        Add(path, Checksum.Of(bytes)); // before the file, so that a run that is killed between the two leaves no file that is unknown
        AtomicFile.Write(Path.Combine(root, path), bytes, beforeReplacing: () => RequireOwn(path));
    }

    /// <summary>
    /// Makes these the files of the folder: those that are the same already stay untouched, and what lectern wrote before and is not among
    /// them is deleted. Nothing is changed if one of them would take the place of another's file.
    /// </summary>
    /// <param name="files">Their paths, seen from the folder, and what they then hold.</param>
    /// <exception cref="IOException">A file is not lectern's, or cannot be written.</exception>
    public void WriteAll(IReadOnlyCollection<(string Path, byte[] Bytes)> files)
    {
        foreach (var (path, _) in files) RequireOwn(path);
        RemoveAbandoned();
        foreach (var (path, bytes) in files.Where(file => !Holds(file.Path, file.Bytes))) Write(path, bytes);

        HashSet<string> kept = [.. files.Select(file => Key(file.Path))];
        string[] others = [.. listed.Select(file => file.Path).Distinct().Where(path => !kept.Contains(path) && IsOwn(path))];
        foreach (var path in others) File.Delete(Path.Combine(root, path));
        foreach (var folder in others.Select(path => Path.GetDirectoryName(path)!).Distinct()) DeleteEmpty(folder);
    }

    /// <exception cref="IOException">There is a file that is not lectern's.</exception>
    public void RequireOwn(string path)
    {
        if (Exists(path) && !IsOwn(path))
        {
            throw new IOException(
                $"{Path.Combine(root, path)} was not written by lectern, or has been changed since: move it away, or choose another --out");
        }
    }

    /// <summary>Deletes what lectern wrote to a folder, except for some.</summary>
    /// <param name="folder">The folder, seen from the root.</param>
    /// <param name="extension">Of the files that may be deleted.</param>
    /// <param name="kept">The paths that stay.</param>
    public void DeleteOthers(string folder, string extension, IReadOnlyCollection<string> kept)
    {
        if (!Directory.Exists(Path.Combine(root, folder))) return;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root, folder), "*" + extension))
        {
            var path = Path.Combine(folder, Path.GetFileName(file));
            if (!kept.Contains(path) && IsOwn(path)) File.Delete(file);
        }
    }

    /// <summary>Removes what a killed run has left half-written.</summary>
    public void RemoveAbandoned()
    {
        string[] folders = [.. listed.Select(file => Path.GetDirectoryName(Path.Combine(root, file.Path))!).Distinct()];
        foreach (var folder in folders.Where(Directory.Exists)) TemporaryFile.RemoveAbandoned(folder);
    }

    /// <summary>A link is someone else's, wherever it leads.</summary>
    public bool IsOwn(string path)
    {
        FileInfo file = new(Path.Combine(root, path));
        return file is { Exists: true, LinkTarget: null } && IsListed(path, Checksum.Of(File.ReadAllBytes(file.FullName)));
    }

    private bool Holds(string path, byte[] bytes) =>
        File.Exists(Path.Combine(root, path)) && File.ReadAllBytes(Path.Combine(root, path)).AsSpan().SequenceEqual(bytes);

    /// <summary>A folder, and those above it up to the root, as long as nothing lies in them.</summary>
    private void DeleteEmpty(string folder)
    {
        for (; folder.Length > 0; folder = Path.GetDirectoryName(folder)!)
        {
            var path = Path.Combine(root, folder);
            if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()) return;
            if (Directory.Exists(path)) Directory.Delete(path);
        }
    }

    private bool Exists(string path) => Path.Exists(Path.Combine(root, path)) || new FileInfo(Path.Combine(root, path)).LinkTarget is not null;

    private bool IsListed(string path, string checksum)
    {
        lock (gate) return listed.Contains((Key(path), checksum));
    }

    private void Add(string path, string checksum)
    {
        lock (gate)
        {
            if (listed.Contains((Key(path), checksum))) return;
            JsonObject line = new() { ["path"] = Key(path), ["sha256"] = checksum };
            Directory.CreateDirectory(root);
            File.AppendAllText(Path.Combine(root, ListName), $"\n{line.ToJsonString()}"); // a line that a killed run cut ends here
            listed.Add((Key(path), checksum));
        }
    }

    private static string Key(string path) => path.Replace(Path.DirectorySeparatorChar, '/');

    private static HashSet<(string Path, string Checksum)> Read(string list) => File.Exists(list)
        ? [.. File.ReadLines(list).Select(ReadLine).OfType<(string, string)>()]
        : [];

    /// <returns>null for a line that is none, such as one that a killed run cut.</returns>
    private static (string Path, string Checksum)? ReadLine(string line)
    {
        try
        {
            return line.Length > 0 && JsonNode.Parse(line) is { } node && node.Text("path") is { } path && node.Text("sha256") is { } checksum
                ? (path, checksum)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
