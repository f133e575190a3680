using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Backprop.Data;
using Backprop.Layers;
using Backprop.Optimizers;
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
        System.IO.File.WriteAllText(File, "no zip");
        Assert.StartsWith("saved.npz is no .npz file, or is damaged: ", Error(), StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => Npz.Load(File + ".not"));

        Assert.Equal("saved.npz, a.npy: is no .npy array", Error("nothing"));
        Assert.Equal("saved.npz, a.npy: is no .npy array", Error(""));
        Assert.Equal("saved.npz, a.npy: does not hold the 16 bytes of data that its shape (2) wants", Error(Array("<f8", "False", "(2,)", 15)));
        Assert.Equal("saved.npz, a.npy: does not hold the 16 bytes of data that its shape (2) wants", Error(Array("<f8", "False", "(2,)", 17)));
        Assert.Equal("saved.npz, a.npy: has a header that cannot be read", Error(Array("<f8", "False", "(-2,)", 16)));
        Assert.Equal(
            "saved.npz, a.npy: does not hold the 799999999992 bytes of data that its shape (99999999999) wants",
            Error(Array("<f8", "False", "(99999999999,)", 16)));
    }

    [Theory]
    [InlineData("savez")]
    [InlineData("savez_compressed")]
    public void An_archive_cut_off_anywhere_is_refused(string save)
    {
        Python.Run($"import numpy as n; n.{save}(r'{File}', x=n.arange(40.0), y=n.float32(3))");
        var whole = System.IO.File.ReadAllBytes(File);
        Assert.Equal(["x", "y"], Npz.Load(File).Keys);
        for (var length = 0; length < whole.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            Assert.StartsWith("saved.npz", Error(), StringComparison.Ordinal);
        }
    }

    /// <summary>The directory at the end of the archive says that the array is 16 GB long, and so does the array.</summary>
    [Fact]
    public void Memory_is_taken_only_for_what_the_file_can_hold()
    {
        Error(Array("|i1", "False", "(2000000000,)", 16));
        var bytes = System.IO.File.ReadAllBytes(File);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.AsSpan().IndexOf("PK\x01\x02"u8) + 24), 2_000_000_000);
        System.IO.File.WriteAllBytes(File, bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal("saved.npz, a.npy: does not hold the 2000000000 bytes of data that its shape (2000000000) wants", Error());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Arrays_that_are_no_tensors_are_named_and_the_rest_is_read()
    {
        Python.Run($"""
            import numpy as n, zipfile
            n.savez(r'{File}', a=n.arange(3), complex=n.array([1j]), objects=n.array([None]), text=n.array(['one']), bytes=n.array([b'one']),
                    dates=n.array(['2020-01-01'], 'M8[D]'), records=n.zeros(2, [('shape', '<f8'), ('b', 'i4', (2,))]), long=n.longdouble(1),
                    wide=n.zeros(1, [(f'field {"{i}"}', '<f8') for i in range(1000)]), deep=n.zeros((1,) * 9), empty=n.zeros(0, 'V0'),
                    z=n.float16(0.5))
            with zipfile.ZipFile(r'{File}', 'a') as archive:
                archive.writestr('README.txt', 'What the arrays are.')
                archive.writestr('folder/', '')
                archive.writestr('folder/b.npy.txt', 'nothing')
            """);
        var loaded = Npz.Load(File);

        Assert.Equal(
            """
            saved.npz
              a (3)
              z ()
              complex was not read: it holds complex numbers ('<c16'), and a tensor is real; save a.real and a.imag as two arrays
              objects was not read: it holds Python objects, which could run any code when they are read, and are not
              text was not read: it holds text ('<U3'), and a tensor has numbers
              bytes was not read: it holds text ('|S3'), and a tensor has numbers
              dates was not read: it holds dates or times ('<M8[D]'); save them as numbers, with a.astype('i8')
              records was not read: it holds records of several fields; save each field as an array of its own
              long was not read: it holds '<f16', whose bytes differ from machine to machine; save it with a.astype('f8')
              wide was not read: it has a header of 22006 bytes, which no array of plain numbers needs; up to 10000 are read
              deep was not read: it has the shape (1, 1, 1, 1, 1, 1, 1, 1, 1); a tensor has at most 8 axes and 2147483591 elements
              empty was not read: it holds records of several fields; save each field as an array of its own
            """,
            loaded.ToString());
        Assert.Equal(0.5, loaded["z"].Item());
        Assert.Equal(
            "saved.npz, text: holds text ('<U3'), and a tensor has numbers",
            Assert.Throws<InvalidDataException>(() => loaded["text"]).Message);
        Assert.False(loaded.ContainsKey("text"));
        Assert.StartsWith(
            "saved.npz has no array \"b\"; it has a, z, complex, ", Assert.Throws<KeyNotFoundException>(() => loaded["b"]).Message, StringComparison.Ordinal);
        Assert.Equal(
            "saved.npz does not fit the module: weight holds text ('<U1')",
            LoadError(new Linear(1, 1, new Generator(1), bias: false), "weight=n.array(['a'])")[..60]);
    }

    [Fact]
    public void A_single_array_and_an_array_that_is_there_twice_are_refused_with_what_to_do()
    {
        var path = Path.Combine(folder, "a.npy");
        Python.Run($"import numpy as n; n.save(r'{path}', n.arange(3))");
        Assert.EndsWith("; a single array is read with Npy.Load", Assert.Throws<InvalidDataException>(() => Npz.Load(path)).Message, StringComparison.Ordinal);

        Npz.Save(File, [("a", 1)]);
        using (var archive = ZipFile.Open(File, ZipArchiveMode.Update))
        {
            archive.CreateEntry("a.npy");
        }

        Assert.Equal("saved.npz, a.npy: is there twice", Error());
    }

    [Fact]
    public void NumPy_reads_what_is_saved_and_what_it_writes_is_read()
    {
        Npz.Save(File, [("a", Tensor.Arange(6).Reshape(2, 3)), ("b", 1.5), ("c", Tensor.From([7]))]);
        var back = Path.Combine(folder, "back.npz");
        var printed = Python.Run(
            $"import numpy as n; f = n.load(r'{File}'); print(f['a'].tolist(), f['b'].tolist(), f['c'].shape, f['a'].dtype); "
            + $"n.savez(r'{back}', x=f['a'] * 2, y=n.float64(3)); n.savez(r'{back}.objects.npz', x=n.array([None]))");

        Assert.Equal("[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]] 1.5 (1,) float64", printed);
        Assert.Equal([0, 2, 4, 6, 8, 10], Npz.Load(back)["x"].ToArray());
        Assert.Equal(3, Npz.Load(back)["y"].Item());
        Assert.Contains(
            "Python objects", Assert.Throws<InvalidDataException>(() => Npz.Load(back + ".objects.npz")["x"]).Message, StringComparison.Ordinal);
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
        var program = Python.Run($"""
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

    /// <summary>The text is run as it stands in the notebook, on a file of the network that is trained there.</summary>
    [Fact]
    public void The_Python_program_in_notebook_12_computes_the_same_with_NumPy_and_with_PyTorch()
    {
        Linear To(int outputs) => new(2, outputs, new Generator(1));
        Sequential staircase = new(To(2), new Tanh(), To(2), new Tanh(), To(1), new Tanh());
        Tensor start = new([15], [-0.4, 0.2, 0.5, -0.6, 0.8, 0.7, -0.3, -0.7, -0.4, 0.6, 0.8, -0.2, 0.9, 0.5, 0.9]);
        foreach (var (parameter, piece) in staircase.Parameters.Zip(start.Split(0, 4, 2, 4, 2, 2, 1)))
        {
            parameter.Write(data => piece.Data.CopyTo(data));
        }

        Tensor switches = new([4, 2], [-1, -1, -1, 1, 1, -1, 1, 1]), lamps = new([4, 1], [-1, 1, 1, -1]);
        Sgd sgd = new(staircase.Parameters, 0.1);
        for (var step = 0; step < 100; step++)
        {
            sgd.ZeroGrad();
            (staircase.Forward(switches) - lamps).Square().Sum().Backward();
            sgd.Step();
        }

        staircase.Save(Path.Combine(folder, "staircase.npz"));
        Python.Run($"import os\nos.chdir(r'{folder}')\n{ProgramInNotebook12()}\nnp.savez('output.npz', p=p, q=q.detach().numpy())");
        var output = Npz.Load(Path.Combine(folder, "output.npz"));

        Assert.InRange((staircase.Forward(switches) - lamps).Abs().Max().Item(), 0, 0.1);
        Assert.True(output["p"].AllClose(staircase.Forward(switches), relative: 1e-12, absolute: 0), "NumPy");
        Assert.True(output["q"].AllClose(staircase.Forward(switches), relative: 1e-12, absolute: 0), "PyTorch");
    }

    private static string ProgramInNotebook12([CallerFilePath] string source = "")
    {
        var notebook = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(Path.GetDirectoryName(source)!, "../../../notebooks/12-beyond.ipynb")))!;
        var cell = notebook["cells"]!.AsArray().Single(one => (string?)one!["id"] == "python-text")!;
        var text = string.Concat(cell["source"]!.AsArray().Select(line => (string?)line));
        return text.Split("```python\n")[1].Split("```")[0];
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

    private string LoadError(Module module, string arrays)
    {
        Python.Run($"import numpy as n; n.savez(r'{File}', {arrays})");
        return Assert.Throws<InvalidDataException>(() => module.Load(File)).Message;
    }
}
