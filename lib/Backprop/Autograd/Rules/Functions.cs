using System.Numerics.Tensors;

namespace Backprop;

/// <content>Functions of one number, element by element, each with its rule.</content>
public partial class Tensor
{
    /// <summary>y = eˣ. ∂L/∂x = G·y: the local gradient is the output itself.</summary>
    public Tensor Exp() => Map("exp", this, TensorPrimitives.Exp, (g, y) => g * y);

    /// <summary>The natural logarithm ln x. ∂L/∂x = G/x.</summary>
    public Tensor Log() => Map("log", this, TensorPrimitives.Log, (g, _) => g / this);

    /// <summary>y = √x. ∂L/∂x = G/2y, infinite where x = 0.</summary>
    public Tensor Sqrt() => Map("sqrt", this, TensorPrimitives.Sqrt, (g, y) => g / (2 * y));

    /// <summary>x². ∂L/∂x = 2·G·x.</summary>
    public Tensor Square() => Pow(2);

    /// <summary>|x|. ∂L/∂x = G·sign x, and 0 where x = 0.</summary>
    public Tensor Abs() => Map("abs", this, TensorPrimitives.Abs, (g, _) => g * Sign());

    /// <summary>sin x. ∂L/∂x = G·cos x.</summary>
    public Tensor Sin() => Map("sin", this, TensorPrimitives.Sin, (g, _) => g * Cos());

    /// <summary>cos x. ∂L/∂x = −G·sin x.</summary>
    public Tensor Cos() => Map("cos", this, TensorPrimitives.Cos, (g, _) => -(g * Sin()));
}
