using Backprop.Kernels;
using CsCheck;

namespace Backprop.Tests.Tensors.Kernels;

public class BroadcastKernelsTests
{
    private static readonly Gen<(Shape Narrow, Shape Wide)> Pairs =
        from wide in Gen.Int[0, 4].Array[0, Generated.MaximumRank].Select(extents => new Shape(extents))
        from narrow in Generated.Narrowed(wide)
        select (narrow, wide);

    [Fact]
    public void Expanding_copies_the_element_that_the_index_leads_to() => Pairs.Sample(pair =>
    {
        double[] narrow = [.. Enumerable.Range(1, pair.Narrow.Size).Select(i => (double)i)];
        var wide = new double[pair.Wide.Size];
        BroadcastKernels.Expand(narrow, pair.Narrow, wide, pair.Wide);

        Assert.Equal(Sources(pair.Narrow, pair.Wide).Select(source => narrow[source]), wide);
    });

    [Fact]
    public void Summing_adds_up_every_copy() => Pairs.Sample(pair =>
    {
        double[] wide = [.. Enumerable.Range(1, pair.Wide.Size).Select(i => (double)i)];
        double[] found = [.. Enumerable.Repeat(-1.0, pair.Narrow.Size)], expected = new double[pair.Narrow.Size];
        BroadcastKernels.SumTo(wide, pair.Wide, found, pair.Narrow);
        foreach (var (source, value) in Sources(pair.Narrow, pair.Wide).Zip(wide))
        {
            expected[source] += value;
        }

        Assert.Equal(expected, found); // whole numbers: exact in any order
    });

    /// <summary>For each element of the wide shape the place in the narrow one, by index arithmetic.</summary>
    private static IEnumerable<int> Sources(Shape narrow, Shape wide)
    {
        for (var place = 0; place < wide.Size; place++)
        {
            var (rest, source, stride) = (place, 0, 1);
            for (var axis = 1; axis <= wide.Rank; axis++)
            {
                (rest, var index) = Math.DivRem(rest, wide[^axis]);
                if (axis <= narrow.Rank)
                {
                    source += narrow[^axis] == 1 ? 0 : index * stride;
                    stride *= narrow[^axis];
                }
            }

            yield return source;
        }
    }
}
