using CsCheck;

namespace Backprop.Tests;

/// <summary>Generated shapes and tensors: ranks 0 to 4, extents 1 to 4.</summary>
internal static class Generated
{
    public const int MaximumRank = 4;

    public static Gen<Shape> Shapes { get; } = Gen.Int[1, 4].Array[0, MaximumRank].Select(extents => new Shape(extents));

    /// <summary>A shape, one of its axes counted from either end, whether that axis stays, and the seed of a generator.</summary>
    public static Gen<(Shape Shape, int Axis, bool KeepDims, int Seed)> Reductions { get; } =
        from shape in Shapes.Where(shape => shape.Rank > 0)
        from axis in Gen.Int[-shape.Rank, shape.Rank - 1]
        from keepDims in Gen.Bool
        from seed in Gen.Int
        select (shape, axis, keepDims, seed);

    /// <summary>Two shapes that broadcast: axes of one shape set to 1 or, in front, left out.</summary>
    public static Gen<(Shape A, Shape B)> BroadcastShapes { get; } =
        from shape in Shapes
        from a in Narrowed(shape)
        from b in Narrowed(shape)
        select (a, b);

    /// <summary>A shape that expands to the one given.</summary>
    public static Gen<Shape> Narrowed(Shape shape) =>
        from stretched in Gen.Bool.Array[shape.Rank]
        from missing in Gen.Int[0, shape.Rank]
        select new Shape([.. shape.Select((extent, axis) => stretched[axis] ? 1 : extent).Skip(missing)]);

    /// <summary>A tensor with elements drawn evenly.</summary>
    public static Tensor Uniform(Shape shape, double low, double high, Generator generator) =>
        Tensor.Uniform(shape, low, high, generator);

    /// <summary>
    /// A tensor with elements of either sign, none of them near 0 or near another one, where a largest element would change under a
    /// finite difference.
    /// </summary>
    public static Tensor AwayFromZero(Shape shape, Generator generator)
    {
        double[] keys = [.. Enumerable.Range(0, shape.Size).Select(_ => generator.Uniform())];
        int[] places = [.. Enumerable.Range(0, shape.Size).OrderBy(i => keys[i])];
        return new Tensor(
            shape,
            [.. places.Select(place => (0.5 + (1.5 * (place + generator.Uniform(0.2, 0.8)) / places.Length)) * (generator.Uniform() < 0.5 ? -1 : 1))]);
    }
}
