namespace Backprop;

public partial class Tensor
{
    /// <summary>A tensor of shape () from a number.</summary>
    public static Tensor From(double value) => new(Shape.Scalar, [value]);

    /// <summary>A vector from a copy of an array.</summary>
    public static Tensor From(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new Tensor(new Shape(values.Length), values.AsSpan());
    }

    /// <summary>A matrix from its rows.</summary>
    /// <exception cref="ShapeMismatchException">The rows are not equally long.</exception>
    public static Tensor From(double[][] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var columns = rows.Length == 0 ? 0 : rows[0].Length;
        var ragged = Array.FindIndex(rows, row => row.Length != columns);
        if (ragged >= 0)
        {
            throw new ShapeMismatchException(
                "from", $"row {ragged} has {rows[ragged].Length} elements, but row 0 has {columns}");
        }

        return new Tensor(new Shape(rows.Length, columns), rows.SelectMany(row => row).ToArray());
    }

    /// <summary>A matrix from a copy of a rectangular array.</summary>
    public static Tensor From(double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new Tensor(new Shape(values.GetLength(0), values.GetLength(1)), values.Cast<double>().ToArray());
    }

    /// <summary>A number as a tensor of shape (), so that numbers and tensors mix in a formula.</summary>
    public static implicit operator Tensor(double value) => From(value);

    /// <summary>A tensor of zeros.</summary>
    public static Tensor Zeros(Shape shape) => Full(shape, 0);

    /// <summary>A tensor of ones.</summary>
    public static Tensor Ones(Shape shape) => Full(shape, 1);

    /// <summary>A tensor with the same number everywhere.</summary>
    public static Tensor Full(Shape shape, double value)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var values = new double[shape.Size];
        if (value != 0)
        {
            Array.Fill(values, value);
        }

        return new Tensor(shape, values);
    }

    /// <summary>The vector 0, 1, …, <paramref name="count"/> − 1.</summary>
    public static Tensor Arange(int count) => new(new Shape(count), [.. Enumerable.Range(0, count).Select(i => (double)i)]);

    /// <summary>Numbers drawn evenly from [<paramref name="low"/>, <paramref name="high"/>).</summary>
    /// <exception cref="ArgumentException">The interval is not finite and in order.</exception>
    public static Tensor Uniform(Shape shape, double low, double high, Generator generator) =>
        Draw(shape, generator, () => generator.Uniform(low, high));

    /// <summary>Numbers drawn from the normal distribution.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The standard deviation is negative.</exception>
    public static Tensor Normal(Shape shape, double mean, double standardDeviation, Generator generator) =>
        Draw(shape, generator, () => generator.Normal(mean, standardDeviation));

    private static Tensor Draw(Shape shape, Generator generator, Func<double> draw)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(generator);
        var values = new double[shape.Size];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = draw();
        }

        return new Tensor(shape, values);
    }
}
