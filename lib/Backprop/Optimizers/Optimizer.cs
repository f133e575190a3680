using System.Numerics.Tensors;
using Backprop.Data;
using Backprop.Formatting;
using Backprop.Layers;

namespace Backprop.Optimizers;

/// <summary>Changes parameters so that a loss gets smaller, by rules that differ in what they do with the gradients.</summary>
[TypeFormatterSource(typeof(TextFormatterSource<Optimizer>), PreferredMimeTypes = [MimeTypes.PlainText])]
public abstract class Optimizer
{
    private const string StepsKey = "steps";
    private const string LearningRateKey = "learning_rate";

    private readonly List<(Parameter Parameter, Group Group)> members = [];
    private readonly List<Memory> memories = [];
    private int groups;

    /// <summary>Makes an optimizer for some parameters.</summary>
    /// <param name="parameters">What is to be trained; a parameter that is given twice is trained once.</param>
    /// <param name="learningRate">η at the start.</param>
    /// <param name="weightDecay">λ: λ·θ is added to every gradient, which pulls the parameters θ towards 0.</param>
    /// <exception cref="ArgumentException">There is no parameter.</exception>
    /// <exception cref="ArgumentOutOfRangeException">η or λ is negative or not finite.</exception>
    private protected Optimizer(IEnumerable<Parameter> parameters, double learningRate, double weightDecay)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        LearningRate = learningRate;
        WeightDecay = Require("a weight decay", weightDecay, double.MaxValue);
        AddGroup(parameters);
    }

    /// <summary>η. Set it before a step to follow a schedule.</summary>
    /// <exception cref="ArgumentOutOfRangeException">η is negative or not finite.</exception>
    public double LearningRate
    {
        get;
        set => field = Require("a learning rate", value, double.MaxValue);
    }

    /// <summary>λ.</summary>
    public double WeightDecay { get; }

    /// <summary>How many steps have been taken.</summary>
    public int Steps { get; private set; }

    private string Name => GetType().Name.ToLowerInvariant();

    /// <summary>
    /// Trains more parameters, with settings of their own: no decay for biases, or a smaller rate for layers that have been
    /// trained before. A schedule that sets <see cref="LearningRate"/> moves the rates of all groups.
    /// </summary>
    /// <param name="parameters">What is to be trained as well; one that is given twice counts once.</param>
    /// <param name="learningRateFactor">Their learning rate as a multiple of <see cref="LearningRate"/>.</param>
    /// <param name="weightDecay">Their λ; the optimizer's, if nothing is said.</param>
    /// <exception cref="ArgumentException">There is no parameter, or one that is trained already.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The factor or λ is negative or not finite.</exception>
    /// <example><code>adam.AddGroup(biases, weightDecay: 0)</code></example>
    public void AddGroup(IEnumerable<Parameter> parameters, double learningRateFactor = 1, double? weightDecay = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Parameter[] added = [.. parameters.Distinct()];
        Group group = new(
            Require("a learning rate's factor", learningRateFactor, double.MaxValue),
            Require("a weight decay", weightDecay ?? WeightDecay, double.MaxValue));
        if (added.Length == 0)
        {
            throw new InvalidArgumentException($"{Name}: there is no parameter to train", nameof(parameters));
        }

        var trained = members.Select(member => member.Parameter).ToHashSet();
        if (Array.Find(added, trained.Contains) is { } twice)
        {
            throw new InvalidArgumentException($"{Name}: a parameter of shape {twice.Shape} is in another group already", nameof(parameters));
        }

        members.AddRange(added.Select(parameter => (parameter, group)));
        memories.ForEach(memory => memory.Add(added));
        groups++;
    }

    /// <summary>
    /// Writes what the optimizer has come to (its steps, its learning rate, and what it remembers of each parameter) to a .npz file,
    /// which NumPy reads, so that training can go on later as if it had not stopped.
    /// </summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => Npz.Save(path, [
        (StepsKey, Steps), (LearningRateKey, LearningRate),
        .. Remembered().Select(one => (one.Name, new Tensor(one.Shape, one.Array.AsSpan()))),
    ]);

    /// <summary>
    /// Reads what <see cref="Save"/> has written, for an optimizer that was made with the same settings for the same parameters, in
    /// their order. Nothing changes unless all of it fits.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or it is not of such an optimizer.</exception>
    public void Load(string path)
    {
        var saved = SavedState.Load(
            path,
            [
                (StepsKey, StepsKey, Shape.Scalar),
                (LearningRateKey, LearningRateKey, Shape.Scalar),
                .. Remembered().Select(one => (one.Name, (object)one.Array, one.Shape)),
            ],
            $"this {GetType().Name}");
        var (steps, rate) = (saved[StepsKey].Item(), saved[LearningRateKey].Item());
        if (!(steps >= 0 && steps <= int.MaxValue && steps == Math.Floor(steps)) || !(rate >= 0 && double.IsFinite(rate)))
        {
            throw new InvalidDataException(Invariant(
                $"{Path.GetFileName(path)}: {steps} steps with a learning rate of {rate} cannot be"));
        }

        (Steps, LearningRate) = ((int)steps, rate);
        foreach (var (name, array, _) in Remembered())
        {
            saved[name].Data.CopyTo(array);
        }
    }

    /// <summary>Moves every parameter that has a gradient.</summary>
    public void Step()
    {
        Steps++;
        for (var i = 0; i < members.Count; i++)
        {
            if (members[i].Parameter.UnshownGrad is { } gradient)
            {
                Step(i, members[i].Parameter, gradient);
            }
        }
    }

    /// <summary>Forgets the gradients of all parameters.</summary>
    public void ZeroGrad()
    {
        foreach (var (parameter, _) in members)
        {
            parameter.ZeroGrad();
        }
    }

    /// <summary>The settings, what is trained, and how far it has come, in one line.</summary>
    public override string ToString() => Invariant(
        $"{GetType().Name}(η = {LearningRate}{Settings}{(WeightDecay > 0 ? Setting("λ", WeightDecay) : "")}) for ")
        + $"{Structure.Count(members.Sum(member => member.Parameter.Size), "parameter")}{(groups > 1 ? Invariant($" in {groups} groups") : "")} after {Structure.Count(Steps, "step")}";

    /// <summary>What <see cref="ToString"/> says of settings that only this optimizer has.</summary>
    private protected virtual string Settings => "";

    /// <summary>A setting as a part of <see cref="Settings"/>.</summary>
    private protected static string Setting(string name, double value) => Invariant($", {name} = {value}");

    /// <summary>Moves one parameter.</summary>
    /// <param name="index">Which parameter it is, counted from 0.</param>
    /// <param name="gradient">Its gradient, weight decay included if <see cref="DecaysGradient"/>.</param>
    /// <param name="data">Its elements, to be changed.</param>
    private protected abstract void Update(int index, Tensor gradient, Span<double> data);

    /// <summary>Whether weight decay is a part of the gradient, and not a matter of <see cref="Update"/>.</summary>
    private protected virtual bool DecaysGradient => true;

    /// <summary>η for a parameter, as its group wants it.</summary>
    private protected double RateOf(int index) => LearningRate * members[index].Group.LearningRateFactor;

    /// <summary>λ for a parameter, as its group wants it.</summary>
    private protected double DecayOf(int index) => members[index].Group.WeightDecay;

    /// <summary>
    /// Zeros at first, as many as each parameter has elements, for what an optimizer remembers. Parameters that are added later get
    /// theirs, and all of it is saved under its name.
    /// </summary>
    private protected IReadOnlyList<double[]> Remember(string name) => Remember(new Memory(name, parameter => parameter.Shape));

    /// <summary>The same for one number of each parameter.</summary>
    private protected IReadOnlyList<double[]> RememberNumber(string name) => Remember(new Memory(name, _ => Shape.Scalar));

    /// <summary>A setting, if it is in order.</summary>
    private protected double Require(string setting, double value, double below) => value >= 0 && value < below
        ? value
        : throw new OutOfRangeException(nameof(value), Invariant(
            $"{Name}: {setting} is a {(below < double.MaxValue ? Invariant($"number from 0 to below {below}") : "finite number of at least 0")}, not {value}"));

    private void Step(int index, Parameter parameter, Tensor gradient)
    {
        if (!DecaysGradient || DecayOf(index) == 0)
        {
            parameter.Write(data => Update(index, gradient, data));
            return;
        }

        Tensor decayed = new(parameter.Shape, new double[parameter.Size]);
        decayed.Write(data => TensorPrimitives.MultiplyAdd(parameter.Data, DecayOf(index), gradient.Data, data));
        parameter.Write(data => Update(index, decayed, data));
    }

    /// <summary>What is remembered, under names such as <c>0.velocity</c> for the first parameter.</summary>
    private IEnumerable<(string Name, double[] Array, Shape Shape)> Remembered() =>
        from memory in memories
        from i in Enumerable.Range(0, members.Count)
        select (Invariant($"{i}.{memory.Name}"), memory.Arrays[i], memory.ShapeFor(members[i].Parameter));

    private List<double[]> Remember(Memory memory)
    {
        memory.Add(members.Select(member => member.Parameter));
        memories.Add(memory);
        return memory.Arrays;
    }

    /// <summary>The settings that some parameters share.</summary>
    private sealed record Group(double LearningRateFactor, double WeightDecay);

    /// <summary>What is remembered of every parameter under one name.</summary>
    private sealed record Memory(string Name, Func<Parameter, Shape> ShapeFor)
    {
        public List<double[]> Arrays { get; } = [];

        public void Add(IEnumerable<Parameter> parameters) => Arrays.AddRange(parameters.Select(parameter => new double[ShapeFor(parameter).Size]));
    }
}
