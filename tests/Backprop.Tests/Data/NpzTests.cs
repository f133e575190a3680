using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Backprop.Data;
using Backprop.Layers;
using CsCheck;

namespace Backprop.Tests.Data;

public sealed class NpzTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("npz-").FullName;

    private string File => Path.Combine(folder, "saved.npz");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_is_saved_comes_back_with_the_same_bits() => Generated.Shapes.Select(Gen.Double.Array[256]).Sample(
        (shape, numbers) =>
        {
            Tensor tensor = new(shape, [.. Enumerable.Range(0, shape.Size).Select(i => numbers[i % 256])]);
            Npz.Save(File, [("a", tensor), ("0.weight", Tensor.Zeros([0, 2]))]);
            var loaded = Npz.Load(File);

            Assert.Equal(["0.weight", "a"], loaded.Keys.Order());
            Assert.Equal(shape, loaded["a"].Shape);
            Assert.Equal(tensor.ToArray().Select(BitConverter.DoubleToInt64Bits), loaded["a"].ToArray().Select(BitConverter.DoubleToInt64Bits));
        },
        iter: 20,
        threads: 1);

    [Fact]
    public void Equal_tensors_give_equal_bytes_and_nothing_else_is_left_in_the_folder()
    {
        Npz.Save(File, [("a", Tensor.Arange(3))]);
        var first = System.IO.File.ReadAllBytes(File);
        Npz.Save(File, [("a", Tensor.Arange(3))]);

        Assert.Equal(first, System.IO.File.ReadAllBytes(File));
        Assert.Single(Directory.GetFiles(folder));
        Assert.Throws<InvalidArgumentException>(() => Npz.Save(File, [("a", 1), ("a", 2)]));
        Assert.Equal(first, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public void A_module_is_saved_under_its_parameters_names_and_loaded_whole_or_not_at_all()
    {
        Sequential saved = new(new Linear(2, 3, new Generator(1)), new Linear(3, 1, new Generator(2)));
        Sequential loaded = new(new Linear(2, 3, new Generator(3)), new Linear(3, 1, new Generator(4)));
        saved.Save(File);
        loaded.Load(File);

        Assert.Equal(saved.Parameters.SelectMany(one => one.ToArray()), loaded.Parameters.SelectMany(one => one.ToArray()));
        Sequential other = new(new Linear(2, 4, new Generator(5)), new Linear(4, 1, new Generator(6), bias: false));
        var before = other.Parameters.First().ToArray();
        Assert.Equal(
            "saved.npz does not fit the module: 1.bias is not in the module; 0.weight has shape (2, 3), not (2, 4); "
            + "0.bias has shape (3), not (4); 1.weight has shape (3, 1), not (4, 1)",
            Assert.Throws<InvalidDataException>(() => other.Load(File)).Message);
        Assert.Equal(before, other.Parameters.First().ToArray());
    }

    [Fact]
    public void Damaged_files_are_refused()
    {
        Npz.Save(File, [("a", Tensor.Arange(100))]);
        var bytes = System.IO.File.ReadAllBytes(File);
        System.IO.File.WriteAllBytes(File, bytes[..200]);
        Assert.StartsWith("saved.npz is no .npz file, or is damaged: ", Error(), StringComparison.Ordinal);
        System.IO.File.WriteAllText(File, "no zip");
        Assert.StartsWith("saved.npz is no .npz file, or is damaged: ", Error(), StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => Npz.Load(File + ".not"));

        Assert.Equal("saved.npz, a.npy: is no .npy array", Error("nothing"));
        Assert.Equal("saved.npz, a.npy: is no .npy array", Error(""));
        Assert.StartsWith("saved.npz, a.npy: holds Python objects", Error(Array("|O", "False", "(1,)", 8)), StringComparison.Ordinal);
        Assert.StartsWith("saved.npz, a.npy: holds '<f4' with fortran_order False", Error(Array("<f4", "False", "(1,)", 4)), StringComparison.Ordinal);
        Assert.StartsWith("saved.npz, a.npy: holds '<f8' with fortran_order True", Error(Array("<f8", "True", "(1, 2)", 16)), StringComparison.Ordinal);
        Assert.Equal("saved.npz, a.npy: does not hold the 16 bytes of data that its shape (2) wants", Error(Array("<f8", "False", "(2,)", 15)));
        Assert.Equal("saved.npz, a.npy: does not hold the 16 bytes of data that its shape (2) wants", Error(Array("<f8", "False", "(2,)", 17)));
        Assert.Equal("saved.npz, a.npy: has a header that cannot be read", Error(Array("<f8", "False", "(-2,)", 16)));
        Assert.StartsWith("saved.npz is no .npz file, or is damaged", Error(Array("<f8", "False", "(99999999999,)", 16)), StringComparison.Ordinal);
    }

    [Fact]
    public void NumPy_reads_what_is_saved_and_what_it_writes_is_read()
    {
        Npz.Save(File, [("a", Tensor.Arange(6).Reshape(2, 3)), ("b", 1.5), ("c", Tensor.From([7]))]);
        var back = Path.Combine(folder, "back.npz");
        var printed = Python(
            $"import numpy as n; f = n.load(r'{File}'); print(f['a'].tolist(), f['b'].tolist(), f['c'].shape, f['a'].dtype); "
            + $"n.savez(r'{back}', x=f['a'] * 2, y=n.float64(3)); n.savez(r'{back}.objects.npz', x=n.array([None]))");

        Assert.Equal("[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]] 1.5 (1,) float64", printed);
        Assert.Equal([0, 2, 4, 6, 8, 10], Npz.Load(back)["x"].ToArray());
        Assert.Equal(3, Npz.Load(back)["y"].Item());
        Assert.Contains(
            "Python objects", Assert.Throws<InvalidDataException>(() => Npz.Load(back + ".objects.npz")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PyTorch_or_NumPy_computes_the_same_with_a_saved_network()
    {
        Sequential network = new(new Linear(2, 3, new Generator(1)), new Tanh(), new Linear(3, 2, new Generator(2)));
        var x = Tensor.Uniform([4, 2], -1, 1, new Generator(3));
        network.Save(File);
        var input = Path.Combine(folder, "input.npz");
        Npz.Save(input, [("x", x)]);
        var output = Path.Combine(folder, "output.npz");
        var program = Python($"""
            import numpy as n
            p, x = n.load(r'{File}'), n.load(r'{input}')['x']
            try:
                import torch
                t = lambda a: torch.from_numpy(a)
                y = (t(x) @ t(p['0.weight']) + t(p['0.bias'])).tanh() @ t(p['2.weight']) + t(p['2.bias'])
                y, name = y.numpy(), 'torch'
            except ImportError:
                y, name = n.tanh(x @ p['0.weight'] + p['0.bias']) @ p['2.weight'] + p['2.bias'], 'numpy'
            n.savez(r'{output}', y=y)
            print(name)
            """);

        Assert.True(program is "torch" or "numpy");
        Assert.True(Npz.Load(output)["y"].AllClose(network.Forward(x), 1e-12, 1e-14));
    }

    private static string Array(string type, string fortran, string shape, int dataBytes)
    {
        var header = $"{{'descr': '{type}', 'fortran_order': {fortran}, 'shape': {shape}, }}".PadRight(117) + "\n";
        return $"\u0093NUMPY\u0001\0{(char)header.Length}\0{header}{new string('\0', dataBytes)}";
    }

    private string Error(string entry)
    {
        System.IO.File.Delete(File);
        using (var archive = ZipFile.Open(File, ZipArchiveMode.Create))
        {
            using var stream = archive.CreateEntry("a.npy").Open();
            stream.Write(Encoding.Latin1.GetBytes(entry));
        }

        return Error();
    }

    private string Error() => Assert.Throws<InvalidDataException>(() => Npz.Load(File)).Message;

    /// <summary>What a Python with NumPy prints; without one, the test says that it was skipped.</summary>
    private static string Python(string code)
    {
        foreach (var program in new[] { "/usr/bin/python3", "python3", "python" })
        {
            try
            {
                using var process = Process.Start(
                    new ProcessStartInfo(program, ["-c", code]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
                var output = process.StandardOutput.ReadToEnd();
                var errors = process.StandardError.ReadToEnd();
                process.WaitForExit();
                if (!errors.Contains("No module named", StringComparison.Ordinal))
                {
                    Assert.Equal("", errors);
                    return output.Trim();
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // There is no such program.
            }
        }

        Assert.Skip("no Python with NumPy is installed, so nobody else has read the file");
        return "";
    }
}
