using MathNet.Numerics.LinearAlgebra;

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
                "from", Invariant($"row {ragged} has {rows[ragged].Length} elements, but row 0 has {columns}"));
        }

        return new Tensor(new Shape(rows.Length, columns), rows.SelectMany(row => row).ToArray());
    }

    /// <summary>A matrix from a copy of a rectangular array.</summary>
    public static Tensor From(double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new Tensor(new Shape(values.GetLength(0), values.GetLength(1)), values.Cast<double>().ToArray());
    }

    /// <summary>A tensor from a copy of a rectangular array of any rank.</summary>
    /// <param name="values">The array; its elements are doubles.</param>
    /// <exception cref="ArgumentException">Its elements are no doubles.</exception>
    public static Tensor From(Array values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.GetType().GetElementType() == typeof(double)
            ? new Tensor(new Shape([.. Enumerable.Range(0, values.Rank).Select(values.GetLength)]), values.Cast<double>().ToArray())
            : throw new InvalidArgumentException(
                $"from: an array of double is expected, not {values.GetType().Name}; of rows as arrays, one level is read", nameof(values));
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

    /// <summary>A number of places of equal distance, both ends among them.</summary>
    /// <param name="first">The first place.</param>
    /// <param name="last">The last place.</param>
    /// <param name="count">How many there are; one alone is the first.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Tensor Linspace(double first, double last, int count) => new(
        new Shape(count), [.. Enumerable.Range(0, count).Select(i => i == 0 ? first : first + ((last - first) * i / (count - 1)))]);

    /// <summary>The identity matrix: ones from corner to corner, zeros elsewhere.</summary>
    /// <param name="size">Its rows and columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public static Tensor Eye(int size) => Arange(size).EqualTo(Arange(size).Reshape(size, 1));

    /// <summary>For each class a row that is 1 at the class and 0 elsewhere.</summary>
    /// <param name="classes">Whole numbers from 0, in any shape.</param>
    /// <param name="count">How many classes there are.</param>
    /// <returns>The rows, in the shape of the classes with one axis of <paramref name="count"/> behind it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is no class.</exception>
    public static Tensor OneHot(Tensor classes, int count)
    {
        ArgumentNullException.ThrowIfNull(classes);
        return Eye(count).IndexSelect(0, classes.Detach().Reshape(-1)).Reshape([.. classes.Shape.Extents, count]);
    }

    /// <summary>Zeros in the shape of another tensor.</summary>
    public static Tensor ZerosLike(Tensor other) => Zeros(Given(other).Shape);

    /// <summary>Ones in the shape of another tensor.</summary>
    public static Tensor OnesLike(Tensor other) => Ones(Given(other).Shape);

    /// <summary>The same number everywhere, in the shape of another tensor.</summary>
    public static Tensor FullLike(Tensor other, double value) => Full(Given(other).Shape, value);

    /// <summary>Whole numbers drawn evenly from <paramref name="low"/> to <paramref name="high"/> − 1.</summary>
    /// <exception cref="ArgumentException">There is no number from low to high − 1.</exception>
    public static Tensor RandomInt(Shape shape, int low, int high, Generator generator) => low < high
        ? Draw(shape, generator, () => generator.RandomInt(low, high))
        : throw new InvalidArgumentException(Invariant($"random int: there is no whole number from {low} to below {high}"));

    /// <summary>The numbers 0, 1, …, <paramref name="count"/> − 1 in an order drawn evenly from all orders.</summary>
    /// <remarks>Source: Fisher and Yates, in Durstenfeld's form (1964).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Tensor Permutation(int count, Generator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        var order = Arange(count).ToArray();
        for (var last = count - 1; last > 0; last--)
        {
            var chosen = generator.RandomInt(0, last + 1);
            (order[last], order[chosen]) = (order[chosen], order[last]);
        }

        return new Tensor(new Shape(count), order);
    }

    /// <summary>A matrix from MathNet's.</summary>
    public static Tensor From(Matrix<double> matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return new Tensor([matrix.RowCount, matrix.ColumnCount], matrix.ToRowMajorArray());
    }

    /// <summary>A vector from MathNet's.</summary>
    public static Tensor From(Vector<double> vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        return new Tensor(new Shape(vector.Count), vector.ToArray());
    }

    /// <summary>The matrix as MathNet's.</summary>
    /// <exception cref="ShapeMismatchException">The tensor is no matrix.</exception>
    public Matrix<double> ToMatrix() => Rank == 2
        ? Matrix<double>.Build.DenseOfRowMajor(Shape[0], Shape[1], ToArray())
        : throw new ShapeMismatchException("to matrix", $"a matrix is expected, but the tensor has shape {Shape}");

    /// <summary>The vector as MathNet's.</summary>
    /// <exception cref="ShapeMismatchException">The tensor is no vector.</exception>
    public Vector<double> ToVector() => Rank == 1
        ? Vector<double>.Build.Dense(ToArray())
        : throw new ShapeMismatchException("to vector", $"a vector is expected, but the tensor has shape {Shape}");

    /// <summary>Numbers drawn evenly from [<paramref name="low"/>, <paramref name="high"/>).</summary>
    /// <exception cref="ArgumentException">The interval is not finite and in order.</exception>
    public static Tensor Uniform(Shape shape, double low, double high, Generator generator) =>
        Draw(shape, generator, () => generator.Uniform(low, high));

    /// <summary>Numbers drawn from the normal distribution.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The standard deviation is negative.</exception>
    public static Tensor Normal(Shape shape, double mean, double standardDeviation, Generator generator) =>
        Draw(shape, generator, () => generator.Normal(mean, standardDeviation));

    private static Tensor Given(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor;
    }

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
