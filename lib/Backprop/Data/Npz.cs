using System.IO.Compression;
using Backprop.Errors;

namespace Backprop.Data;

/// <summary>
/// Tensors in a file that NumPy reads and writes: a zip archive of one .npy entry per name.
/// </summary>
/// <remarks>What is saved is float64, little-endian, in C order. What NumPy saves is read in every form that <see cref="Npy"/>
/// reads.</remarks>
public static class Npz
{
    private const string Extension = ".npy";

    /// <summary>The same for every file, so that equal tensors give equal bytes.</summary>
    private static readonly DateTimeOffset Stamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes tensors to a file, whole or not at all.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="tensors">The tensors by name.</param>
    /// <exception cref="ArgumentException">A name is empty or there twice.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, IEnumerable<(string Name, Tensor Tensor)> tensors)
    {
        Require.NotEmpty(path);
        ArgumentNullException.ThrowIfNull(tensors);
        var entries = tensors.ToList();
        var twice = entries.GroupBy(entry => entry.Name).FirstOrDefault(group => string.IsNullOrEmpty(group.Key) || group.Count() > 1);
        if (twice is not null)
        {
            throw new InvalidArgumentException($"npz: the name \"{twice.Key}\" is empty or there twice", nameof(tensors));
        }

        // Beside the file, because a move is atomic within one volume only.
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var archive = ZipFile.Open(temporary, ZipArchiveMode.Create))
            {
                foreach (var (name, tensor) in entries)
                {
                    var entry = archive.CreateEntry(name + Extension, CompressionLevel.NoCompression);
                    entry.LastWriteTime = Stamp;
                    using var stream = entry.Open();
                    Npy.Write(stream, tensor);
                }
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>
    /// Reads all arrays of real numbers: those that <see cref="Npy.Load"/> reads. What else the archive holds is passed over. Arrays
    /// of text, complex numbers, Python objects and the like are named in <see cref="NpzFile.Unread"/>, with the reason.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>The tensors by name.</returns>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">The file is no such archive, or it or an array in it is damaged or cut off.</exception>
    public static NpzFile Load(string path)
    {
        Require.NotEmpty(path);
        var file = Path.GetFileName(path);
        using var stream = File.OpenRead(path);
        NpzFile arrays = new(file);
        foreach (var entry in Entries(stream, file))
        {
            try
            {
                arrays.Add(entry.FullName[..^Extension.Length], () => Read(entry));
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException)
            {
                throw new InvalidDataException($"{file}, {entry.FullName}: {exception.Message}", exception);
            }
        }

        return arrays;
    }

    private static IEnumerable<ZipArchiveEntry> Entries(FileStream stream, string file)
    {
        try
        {
            return new ZipArchive(stream).Entries.Where(entry => entry.FullName.EndsWith(Extension, StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            var hint = Path.GetExtension(file) == Extension ? "; a single array is read with Npy.Load" : "";
            throw new InvalidDataException($"{file} is no .npz file, or is damaged: {exception.Message}{hint}", exception);
        }
    }

    private static Tensor Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        return Npy.Read(stream, Math.Min(entry.Length, entry.CompressedLength * StoredArray.LargestInflation));
    }
}
