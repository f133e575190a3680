using CsCheck;

namespace Backprop.Tests.Autograd;

public class ReductionsTests
{
    [Fact]
    public void A_reduction_over_generated_axes_is_what_naive_loops_give() =>
        (from shape in Generated.Shapes
         from reduced in Gen.Bool.Array[shape.Rank]
         from keepDims in Gen.Bool
         from seed in Gen.Int
         select (shape, reduced, keepDims, seed)).Sample(sample =>
        {
            var (shape, reduced, keepDims, seed) = sample;
            var x = Tensor.Normal(shape, 0, 1, new Generator(seed));
            int[] axes = [.. Enumerable.Range(0, shape.Rank).Where(axis => reduced[axis])];
            var groups = Groups(x, reduced);

            Equal(groups.Select(group => group.Sum()), x.Sum(Axes.Create(axes), keepDims));
            Equal(groups.Select(group => group.Average()), x.Mean(Axes.Create(axes), keepDims));
            Equal(groups.Select(group => group.Max()), x.Max(Axes.Create(axes), keepDims));
            Equal(groups.Select(group => group.Min()), x.Min(Axes.Create(axes), keepDims));
            Equal(groups.Select(group => Math.Sqrt(group.Sum(value => value * value))), x.Norm(Axes.Create(axes), keepDims));
            Equal(groups.Select(group => Math.Log(group.Sum(Math.Exp))), x.LogSumExp(Axes.Create(axes), keepDims));
            Assert.Equal(
                new Shape([.. shape.Select((extent, axis) => reduced[axis] ? 1 : extent).Where((_, axis) => keepDims || !reduced[axis])]),
                x.Sum(Axes.Create(axes), keepDims).Shape);
        });

    /// <summary>The elements that fall together, by the indices that stay, in row-major order of these.</summary>
    private static List<List<double>> Groups(Tensor x, bool[] reduced)
    {
        SortedDictionary<int, List<double>> groups = [];
        for (var place = 0; place < x.Size; place++)
        {
            var (rest, key, stride) = (place, 0, 1);
            for (var axis = x.Rank - 1; axis >= 0; axis--)
            {
                (rest, var index) = Math.DivRem(rest, x.Shape[axis]);
                if (!reduced[axis])
                {
                    key += index * stride;
                    stride *= x.Shape[axis];
                }
            }

            groups.TryAdd(key, []);
            groups[key].Add(x.Data[place]);
        }

        return [.. groups.Values];
    }

    /// <summary>To the rounding of sums of up to 256 numbers of size 1.</summary>
    private static void Equal(IEnumerable<double> expected, Tensor found) =>
        Assert.All(expected.Zip(found.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
}
