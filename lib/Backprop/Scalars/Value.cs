using System.Globalization;
using Backprop.Formatting;

namespace Backprop.Scalars;

/// <summary>
/// A number that remembers how it was computed: the whole idea of automatic differentiation on one screen. Each
/// operation notes its inputs and, for each, its local derivative as a number; <see cref="Backward()"/> multiplies
/// local derivatives along every path and adds up what arrives by several paths.
/// </summary>
/// <remarks>The design follows micrograd (Andrej Karpathy, https://github.com/karpathy/micrograd).</remarks>
/// <param name="data">The number.</param>
/// <param name="name">A name for pictures and text.</param>
[TypeFormatterSource(typeof(TextFormatterSource<Value>), PreferredMimeTypes = [MimeTypes.PlainText])]
public sealed class Value(double data, string name = "")
{
    private static long newest;
    private static long passes;

    private readonly long order = Interlocked.Increment(ref newest); // an input is older than its output
    private readonly Value? a; // the inputs, of which there are two at most, and the local derivative for each
    private readonly Value? b;
    private readonly double da;
    private readonly double db;
    private long visitedIn; // the backward pass that has found this value

    private Value(double data, string operation, Value a, double da, Value? b = null, double db = 0)
        : this(data) => (Operation, this.a, this.da, this.b, this.db) = (operation, a, da, b, db);

    /// <summary>The number. A leaf's may be changed, to train it; what was computed from it does not follow.</summary>
    public double Data { get; set; } = data;

    /// <summary>∂(the value that Backward was called on)/∂this.</summary>
    public double Grad { get; set; }

    /// <summary>A name for pictures and text.</summary>
    public string Name { get; init; } = name;

    /// <summary>The operation that made the value; empty for a leaf.</summary>
    public string Operation { get; } = "";

    /// <summary>What the value was computed from, and ∂this/∂input for each.</summary>
    public IReadOnlyList<(Value Input, double LocalDerivative)> Inputs =>
        a is null ? [] : b is null ? [(a, da)] : [(a, da), (b, db)];

    /// <summary>A number as a value, so that numbers and values mix in a formula.</summary>
    public static implicit operator Value(double data) => new(data);

    /// <summary>a + b: both local derivatives are 1.</summary>
    public static Value operator +(Value a, Value b) => new(a.Data + b.Data, "+", a, 1, b, 1);

    /// <summary>a − b: the local derivatives are 1 and −1.</summary>
    public static Value operator -(Value a, Value b) => new(a.Data - b.Data, "−", a, 1, b, -1);

    /// <summary>−a: the local derivative is −1.</summary>
    public static Value operator -(Value a) => new(-a.Data, "−", a, -1);

    /// <summary>a·b: each one's local derivative is the other.</summary>
    public static Value operator *(Value a, Value b) => new(a.Data * b.Data, "×", a, b.Data, b, a.Data);

    /// <summary>a/b: the local derivatives are 1/b and −a/b².</summary>
    public static Value operator /(Value a, Value b) =>
        new(a.Data / b.Data, "÷", a, 1 / b.Data, b, -(a.Data / b.Data) / b.Data); // b² would be 0 or ∞ long before b is

    /// <summary>This value to the power n: the local derivative is n·aⁿ⁻¹.</summary>
    public Value Pow(double n) => new(Math.Pow(Data, n), $"^{Text(n)}", this, n == 0 ? 0 : n * Math.Pow(Data, n - 1));

    /// <summary>y = eᵃ: the local derivative is y itself.</summary>
    public Value Exp()
    {
        var y = Math.Exp(Data);
        return new(y, "exp", this, y);
    }

    /// <summary>The natural logarithm: the local derivative is 1/a.</summary>
    public Value Log() => new(Math.Log(Data), "log", this, 1 / Data);

    /// <summary>y = tanh a: the local derivative is 1 − y², which is 1/cosh² a; of a y that was rounded to 1, 1 − y² would be 0.</summary>
    public Value Tanh() => new(Math.Tanh(Data), "tanh", this, 1 / Math.Cosh(Data) / Math.Cosh(Data));

    /// <summary>y = σ(a) = 1/(1 + e⁻ᵃ): the local derivative is y·(1 − y), in which 1 − y is σ(−a).</summary>
    public Value Sigmoid()
    {
        return new(Logistic(Data), "σ", this, Logistic(Data) * Logistic(-Data));

        static double Logistic(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));
    }

    /// <summary>max(a, 0): the local derivative is 1 where a is positive, else 0.</summary>
    public Value Relu() => new(Math.Max(Data, 0), "relu", this, Data > 0 ? 1 : 0);

    /// <summary>
    /// Fills <see cref="Grad"/> of every value that this one was computed from. Leaves add to what they have, so
    /// that several passes sum up; values in between start anew, so that calling it again gives the same again.
    /// </summary>
    public void Backward() => Backward(pathTaken: null);

    /// <summary>Forgets the gradient, so that the next backward pass starts from nothing.</summary>
    public void ZeroGrad() => Grad = 0;

    /// <summary>The name, the number and its gradient.</summary>
    public override string ToString() => $"{(Name.Length > 0 ? Name : "Value")} = {Text(Data)} (grad {Text(Grad)})";

    /// <summary>The backward pass, which tells of every step: a value, the place of one of its inputs, what it adds there.</summary>
    internal void Backward(Action<Value, int, double>? pathTaken)
    {
        var pass = Interlocked.Increment(ref passes);
        PriorityQueue<Value, long> newestFirst = new(); // whatever used a value was made after it, so its gradient is complete
        Find(this);
        Grad += 1;
        while (newestFirst.TryDequeue(out var value, out _))
        {
            HandOn(value, 0, value.a!, value.da);
            if (value.b is not null)
            {
                HandOn(value, 1, value.b, value.db);
            }
        }

        void HandOn(Value value, int place, Value input, double local)
        {
            Find(input);
            var path = local * value.Grad;
            input.Grad += path; // += and not =: paths add up
            pathTaken?.Invoke(value, place, path);
        }

        void Find(Value value)
        {
            if (value.a is not null && value.visitedIn != pass)
            {
                (value.visitedIn, value.Grad) = (pass, 0);
                newestFirst.Enqueue(value, -value.order);
            }
        }
    }

    /// <summary>This value and all that it was computed from, each once, outputs before their inputs.</summary>
    internal List<Value> Ancestors()
    {
        HashSet<Value> found = [this];
        Stack<Value> open = new([this]);
        while (open.TryPop(out var value))
        {
            foreach (var (input, _) in value.Inputs)
            {
                if (found.Add(input))
                {
                    open.Push(input);
                }
            }
        }

        return [.. found.OrderByDescending(value => value.order)];
    }

    private static string Text(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
