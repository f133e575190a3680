using System.Numerics.Tensors;
using Backprop.Kernels;
using Backprop.Memory;

namespace Backprop;

/// <content>Sums, products and powers, element by element, each with its rule.</content>
public partial class Tensor
{
    /// <summary>a + b. ∂L/∂a = G, ∂L/∂b = G.</summary>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor operator +(Tensor a, Tensor b) =>
        Zip("add", a, b, TensorPrimitives.Add, (g, _) => g, (g, _) => g);

    /// <summary>a − b. ∂L/∂a = G, ∂L/∂b = −G.</summary>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor operator -(Tensor a, Tensor b) =>
        Zip("subtract", a, b, TensorPrimitives.Subtract, (g, _) => g, (g, _) => -g);

    /// <summary>a · b, element by element. ∂L/∂a = G·b, ∂L/∂b = G·a.</summary>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor operator *(Tensor a, Tensor b) =>
        Zip("multiply", a, b, TensorPrimitives.Multiply, (g, _) => g * b, (g, _) => g * a);

    /// <summary>y = a / b, element by element. ∂L/∂a = G/b, ∂L/∂b = −G·(y/b).</summary>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor operator /(Tensor a, Tensor b) =>
        Zip("divide", a, b, TensorPrimitives.Divide, (g, _) => g / b, (g, y) => -(g * (y / b)));

    /// <summary>−x. ∂L/∂x = −G.</summary>
    public static Tensor operator -(Tensor x) => Map("negate", x, TensorPrimitives.Negate, (g, _) => -g);

    /// <summary>x + c for a number c. ∂L/∂x = G.</summary>
    public static Tensor operator +(Tensor x, double c) =>
        Map("add", x, (from, to) => TensorPrimitives.Add(from, c, to), (g, _) => g);

    /// <summary>c + x for a number c. ∂L/∂x = G.</summary>
    public static Tensor operator +(double c, Tensor x) => x + c;

    /// <summary>x − c for a number c. ∂L/∂x = G.</summary>
    public static Tensor operator -(Tensor x, double c) =>
        Map("subtract", x, (from, to) => TensorPrimitives.Subtract(from, c, to), (g, _) => g);

    /// <summary>c − x for a number c. ∂L/∂x = −G.</summary>
    public static Tensor operator -(double c, Tensor x) =>
        Map("subtract", x, (from, to) => TensorPrimitives.Subtract(c, from, to), (g, _) => -g);

    /// <summary>c·x for a number c. ∂L/∂x = c·G.</summary>
    public static Tensor operator *(Tensor x, double c) =>
        Map("multiply", x, (from, to) => TensorPrimitives.Multiply(from, c, to), (g, _) => g * c);

    /// <summary>c·x for a number c. ∂L/∂x = c·G.</summary>
    public static Tensor operator *(double c, Tensor x) => x * c;

    /// <summary>x/c for a number c. ∂L/∂x = G/c.</summary>
    public static Tensor operator /(Tensor x, double c) =>
        Map("divide", x, (from, to) => TensorPrimitives.Divide(from, c, to), (g, _) => g / c);

    /// <summary>y = c/x for a number c. ∂L/∂x = −G·(y/x).</summary>
    public static Tensor operator /(double c, Tensor x) =>
        Map("divide", x, (from, to) => TensorPrimitives.Divide(c, from, to), (g, y) => -(g * (y / x)));

    /// <summary>x to the power p, element by element. ∂L/∂x = G·p·x^(p−1).</summary>
    /// <param name="exponent">p.</param>
    public Tensor Pow(double exponent) => Map(
        "pow",
        this,
        (from, to) => ElementwiseKernels.Pow(from, exponent, to),
        (g, _) => exponent == 0 ? g * 0 : g * (exponent * Pow(exponent - 1)));

    /// <summary>
    /// y = xᵖ for a tensor p of exponents, element by element. ∂L/∂x = G·p·x^(p−1), ∂L/∂p = G·y·ln x; where x = 0, the latter is 0,
    /// and so is the former for p = 0.
    /// </summary>
    /// <param name="exponent">p; broadcasts with x.</param>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public Tensor Pow(Tensor exponent)
    {
        ArgumentNullException.ThrowIfNull(exponent);
        return Zip(
            "pow",
            this,
            exponent,
            TensorPrimitives.Pow,
            (g, _) => g * exponent * WithoutZeros(exponent.EqualTo(0)).Pow(exponent - 1),
            (g, _) => Where(EqualTo(0), 0, g * WithoutZeros(1).Pow(exponent) * WithoutZeros(1).Log()));
    }

    /// <summary>1 where x is 0 and a condition holds, else x: for functions that are infinite at 0, where their result is not used.</summary>
    private Tensor WithoutZeros(Tensor condition) => Where(EqualTo(0) * condition, 1, this);

    /// <summary>
    /// What a pullback computes: in one pass where nothing is recorded, and by the formula of differentiable operations where it is.
    /// </summary>
    private static Tensor InOnePass(Shape shape, Action<double[]> kernel, Func<Tensor> formula)
    {
        if (Recording.IsOn)
        {
            return formula();
        }

        var values = Scratch.New(shape.Size);
        kernel(values);
        return new Tensor(shape, values);
    }

    /// <summary>One input, each element on its own, or each row of the last axis where the kernel is told their length.</summary>
    private static Tensor Map(string operation, Tensor x, UnaryKernel kernel, VectorJacobianProduct pullback, int row = 1)
    {
        ArgumentNullException.ThrowIfNull(x);
        var values = Scratch.New(x.Size);
        Elementwise.Apply(kernel, x.Data, values, row);
        return Record(operation, x.Shape, values, new Edge(x, pullback));
    }

    /// <summary>Two inputs, broadcast to one shape, element by element.</summary>
    private static Tensor Zip(
        string operation,
        Tensor a,
        Tensor b,
        BinaryKernel kernel,
        VectorJacobianProduct pullbackA,
        VectorJacobianProduct pullbackB)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var shape = Broadcasting.CommonShape(operation, a.Shape, b.Shape);
        (a, b) = (a.Stretch(shape), b.Stretch(shape));
        var values = Scratch.New(shape.Size);
        Apply(kernel, a, b, values);
        return Record(operation, shape, values, new Edge(a, pullbackA), new Edge(b, pullbackB));
    }

    /// <summary>Applies a kernel; of two operands, one that is a stretched row is read anew for every row and not copied.</summary>
    private static void Apply(BinaryKernel kernel, Tensor a, Tensor b, Span<double> y)
    {
        var (rowA, rowB) = (a.StretchedRow, b.StretchedRow);
        if (rowA is null == rowB is null)
        {
            Elementwise.Apply(kernel, a.Data, b.Data, y);
        }
        else
        {
            Elementwise.ApplyToRows(kernel, rowA ?? a.Data, rowB ?? b.Data, y);
        }
    }
}
