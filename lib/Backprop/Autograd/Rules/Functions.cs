using System.Numerics.Tensors;
using Backprop.Kernels;

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
    public Tensor Sin() => Map("sin", this, ElementwiseKernels.Sin, (g, _) => g * Cos());

    /// <summary>cos x. ∂L/∂x = −G·sin x.</summary>
    public Tensor Cos() => Map("cos", this, ElementwiseKernels.Cos, (g, _) => -(g * Sin()));

    /// <summary>eˣ − 1, to the last digits also where x is so small that eˣ is rounded to 1. ∂L/∂x = G·eˣ.</summary>
    public Tensor Expm1() => Map("expm1", this, SpecialFunctionKernels.Expm1, (g, _) => g * Exp());

    /// <summary>ln(1 + x), to the last digits also where x is so small that 1 + x is rounded to 1. ∂L/∂x = G/(1 + x).</summary>
    public Tensor Log1p() => Map("log1p", this, SpecialFunctionKernels.Log1p, (g, _) => g / (1 + this));

    /// <summary>
    /// The error function erf x = 2/√π · ∫ e^(−t²) dt from 0 to x, which takes the values from −1 to 1. ∂L/∂x = G · 2/√π · e^(−x²).
    /// </summary>
    public Tensor Erf() => Map(
        "erf", this, SpecialFunctionKernels.Erf, (g, _) => g * (2 / Math.Sqrt(Math.PI)) * (-Square()).Exp());

    /// <summary>
    /// The nearest whole number; of two that are equally near, the even one, as in NumPy and PyTorch. ∂L/∂x = 0, because the
    /// result is constant between its steps.
    /// </summary>
    public Tensor Round() => Map("round", this, (x, y) => TensorPrimitives.Round(x, y), (g, _) => ZerosLike(g));
}
