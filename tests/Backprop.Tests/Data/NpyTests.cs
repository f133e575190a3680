using System.Runtime.InteropServices;
using System.Text;
using Backprop.Data;

namespace Backprop.Tests.Data;

public sealed class NpyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("npy-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Random bits, so that infinities, NaN and subnormal numbers of each type are among them.</summary>
    [Fact]
    public void Every_type_byte_order_memory_order_shape_and_version_is_read_as_NumPy_reads_it()
    {
        var printed = Python.Run($$"""
            import itertools, warnings, numpy as n
            warnings.simplefilter('ignore')  # versions 2 and 3 where 1 would do, NaN of one type as another
            types = '? i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8'.split()
            shapes = [(), (0,), (1,), (7,), (2, 3), (3, 0, 2), (2, 3, 4), (1, 2, 1, 3, 1, 2, 1, 2), (150, 150)]
            random = n.random.default_rng(1)
            choices = itertools.product(types, '<>', shapes, 'CF', (1, 2, 3))
            for i, (type, bytes, shape, memory, version) in enumerate(choices):
                dtype = n.dtype(type).newbyteorder(bytes)
                size = int(n.prod(shape))
                a = random.integers(0, 2, size).astype('?') if type == '?' else n.frombuffer(random.bytes(size * dtype.itemsize), dtype)
                a = a.reshape(shape, order=memory)
                with open(rf'{{folder}}/{i}.npy', 'wb') as file:
                    n.lib.format.write_array(file, a, (version, 0))
                print(type, bytes, memory, version, '(' + ', '.join(map(str, shape)) + ')', a.astype('<f8').tobytes('C').hex(), sep=';')
            """);

        var lines = printed.Split('\n');
        Assert.Equal(12 * 2 * 9 * 2 * 3, lines.Length);
        foreach (var (line, i) in lines.Select((line, i) => (line.Trim(), i)))
        {
            var parts = line.Split(';');
            var found = Npy.Load(Path.Combine(folder, $"{i}.npy"));
            var expected = MemoryMarshal.Cast<byte, double>(Convert.FromHexString(parts[5])).ToArray();
            Assert.True(
                parts[4] == found.Shape.ToString() && expected.Select(Bits).SequenceEqual(found.ToArray().Select(Bits)),
                $"{string.Join(' ', parts[..5])}: found shape {found.Shape}");
        }
    }

    [Theory]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }                    \n")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3)}")]
    [InlineData("{'shape': (2, 3), 'fortran_order': False, 'descr': '<f8'}\n")]
    [InlineData("{\"descr\": \"<f8\", \"fortran_order\": False, \"shape\": (2, 3)}\n")]
    [InlineData("{'descr':'<f8','fortran_order':False,'shape':(2,3)}\n")]
    [InlineData("{ 'descr' : '<f8' , 'fortran_order' : False , 'shape' : ( 2 , 3 , ) , }\n")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2L, 3L), }\n")]
    [InlineData("{u'descr': u'<f8', u'fortran_order': False, u'shape': (2L, 3L), }\n")]
    [InlineData("{'descr': 'f8', 'fortran_order': False, 'shape': (2, 3), }\n")]
    [InlineData("{'descr': '=f8', 'fortran_order': False, 'shape': (2, 3), }\n")]
    [InlineData("  {'descr': '<f8',\n 'fortran_order': False,\n\t'shape': (2, 3)}\n")]
    public void A_header_is_read_in_every_spelling_that_NumPy_reads(string header)
    {
        var path = Write(1, header, [1, 2, 3, 4, 5, 6]);
        var read = Npy.Load(path);

        Assert.Equal((new Shape(2, 3), 5), (read.Shape, read[1, 1].Item()));
        Assert.Equal(
            "(2, 3) 5.0",
            Python.Run($"import warnings, numpy as n; warnings.simplefilter('ignore'); a = n.load(r'{path}'); print(a.shape, a[1, 1])"));
    }

    [Theory]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (-6,), }")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': 6, }")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (6,)")]
    [InlineData("{'descr': '<f8', 'fortran_order': 0, 'shape': (6,)}")]
    [InlineData("{'descr': '<f8', 'fortran_order': (6,), 'shape': False}")]
    [InlineData("{'descr': '<f8', 'shape': (6,)}")]
    [InlineData("")]
    public void A_header_that_says_no_type_order_and_shape_is_refused(string header) =>
        Assert.Equal("a.npy has a header that cannot be read", Error(Write(1, header, [1, 2, 3, 4, 5, 6])));

    [Fact]
    public void An_array_cut_off_at_any_byte_or_followed_by_another_one_is_refused()
    {
        foreach (var (version, fortran) in new[] { (1, "False"), (2, "True"), (3, "False") })
        {
            var path = Write(version, $"{{'descr': '<f8', 'fortran_order': {fortran}, 'shape': (2, 3), }}\n", [1, 2, 3, 4, 5, 6]);
            var whole = File.ReadAllBytes(path);
            Assert.Equal(6, Npy.Load(path).Size);
            for (var length = 0; length < whole.Length; length++)
            {
                File.WriteAllBytes(path, whole[..length]);
                Assert.StartsWith("a.npy ", Error(path), StringComparison.Ordinal);
            }

            File.WriteAllBytes(path, [.. whole, 0]);
            Assert.StartsWith("a.npy does not hold the 48 bytes of data that its shape (", Error(path), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("(2000000000,)", "does not hold the 16000000000 bytes of data that its shape (2000000000) wants")]
    [InlineData("(99999999999, 99999999999)", "does not hold the 79999999998400000000008 bytes of data that its shape (99999999999, 99999999999) wants")]
    [InlineData("(0, 99999999999)", "has the shape (0, 99999999999); a tensor has at most 8 axes and 2147483591 elements")]
    [InlineData("(1, 1, 1, 1, 1, 1, 1, 1, 1)", "has the shape (1, 1, 1, 1, 1, 1, 1, 1, 1); a tensor has at most 8 axes and 2147483591 elements")]
    public void A_shape_that_does_not_fit_is_refused_before_memory_is_taken(string shape, string message)
    {
        var path = Write(1, $"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}", [1]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal($"a.npy {message}", Error(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void What_is_no_array_says_what_it_is()
    {
        var path = Path.Combine(folder, "a.npy");
        File.WriteAllText(path, "step,loss\n1,0.5\n");
        Assert.Equal("a.npy is no .npy array", Error(path));
        File.WriteAllBytes(path, [0x93, .. "NUMPY"u8, 4, 0, 0, 0]);
        Assert.Equal("a.npy is in version 4 of the .npy format; versions 1 to 3 are read", Error(path));
        File.WriteAllBytes(path, [0x93, .. "NUMPY"u8, 2, 0, 255, 255, 255, 255]);
        Assert.Equal("a.npy has a header of 4294967295 bytes, which no array of plain numbers needs; up to 10000 are read", Error(path));

        var archive = Path.Combine(folder, "a.npz");
        Npz.Save(archive, [("x", 1)]);
        Assert.Equal("a.npz is no .npy array; an archive of arrays is read with Npz.Load", Error(archive));
        Assert.Throws<FileNotFoundException>(() => Npy.Load(Path.Combine(folder, "not.npy")));
    }

    private static string Error(string path) => Assert.Throws<InvalidDataException>(() => Npy.Load(path)).Message;

    /// <summary>The bits of a number, and one kind of NaN.</summary>
    private static long Bits(double number) => BitConverter.DoubleToInt64Bits(double.IsNaN(number) ? double.NaN : number);

    private string Write(int version, string header, double[] numbers)
    {
        var path = Path.Combine(folder, "a.npy");
        var length = BitConverter.GetBytes(header.Length)[..(version == 1 ? 2 : 4)];
        File.WriteAllBytes(
            path,
            [0x93, .. "NUMPY"u8, (byte)version, 0, .. length, .. Encoding.ASCII.GetBytes(header), .. MemoryMarshal.AsBytes<double>(numbers)]);
        return path;
    }
}
