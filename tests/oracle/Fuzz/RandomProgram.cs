namespace Backprop.Fuzz;

/// <summary>
/// A program of a few operations on random tensors: with extents of 0 and 1, transposed and sliced operands, variables used several
/// times, ties among elements. All of it is drawn from the program's number.
/// </summary>
/// <remarks>
/// The library runs a program while it is drawn, so that the values say which operations may follow: numbers stay finite, and no
/// larger than <see cref="Largest"/>, because what infinities give has its own tests.
/// </remarks>
internal sealed class RandomProgram(int number)
{
    private const double Largest = 1e4;
    private const int LargestSize = 4000;
    private const int MaximumRank = 5;
    private const int MostArguments = 64;

    private readonly Generator random = new(number);
    private readonly List<Tensor> tensors = [];
    private readonly List<Variable> variables = [];

    /// <summary>Draws the program, runs it forward and backward, and in one of three cases differentiates its gradients again.</summary>
    public Report Run()
    {
        try
        {
            var steps = random.RandomInt(1, 9);
            AddInput(RandomShape());
            while (variables.Count(variable => variable.Operation is not null) < steps)
            {
                AddStep();
            }

            return Differentiate();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            return new Report(number, variables, new Dictionary<int, Numbers>(), [], [], [], $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    private Report Differentiate()
    {
        int[] outputs = [.. Enumerable.Range(0, tensors.Count).Except(variables.SelectMany(variable => variable.Operands))];
        var seeds = outputs.ToDictionary(output => output, output => RandomTensor(tensors[output].Shape));
        var isTwice = random.RandomInt(0, 3) == 0;
        var gradients = Tensor.Gradients([.. outputs.Select(output => tensors[output])], tensors, [.. seeds.Values], record: isTwice);

        int[] inputs = [.. Enumerable.Range(0, tensors.Count).Where(i => isTwice && variables[i].Operation is null)];
        Tensor[] secondSeeds = [.. inputs.Select(input => RandomTensor(tensors[input].Shape))];
        var sum = inputs.Zip(secondSeeds).Aggregate(
            inputs.Aggregate((Tensor)0, (zero, input) => zero + (0 * tensors[input]).Sum()), // so that it depends on each of them
            (sum, pair) => sum + (gradients[pair.First] * pair.Second).Sum());
        var second = isTwice ? Tensor.Gradients([sum], [.. inputs.Select(input => tensors[input])]) : [];
        return new Report(
            number,
            variables,
            seeds.ToDictionary(seed => seed.Key, seed => Numbers.Of(seed.Value)),
            [.. gradients.Select((gradient, i) => IsOperandItself(i) ? null : Numbers.Of(gradient))],
            [.. secondSeeds.Select(Numbers.Of)],
            [.. second.Select(Numbers.Of)],
            Error: null);
    }

    /// <summary>
    /// Whether an operation that had nothing to do, such as the sum of a single number, returned its operand. There is no gradient with
    /// respect to this result alone.
    /// </summary>
    private bool IsOperandItself(int variable) => variables[variable].Operands.Any(operand => ReferenceEquals(tensors[operand], tensors[variable]));

    private void AddStep()
    {
        var x = Any(tensors.Count);
        var shape = tensors[x].Shape;
        switch (random.RandomInt(0, 12))
        {
            case 0 or 1:
                TryAdd(OneOf(Operations.Elementwise.Keys), [x], []);
                break;
            case 2 when tensors[x].Data.ToArray().All(value => value > 0.01):
                TryAdd(OneOf(Operations.OfPositive.Keys), [x], []);
                break;
            case 3 or 4:
                TryAdd(OneOf(Operations.Binary.Keys), InEitherOrder(x, Partner(other => Broadcast(shape, other), () => Narrowed(shape))), []);
                break;
            case 5:
                AddProduct(x);
                break;
            case 6:
                AddReduction(x);
                break;
            case 7 or 8:
                AddView(x);
                break;
            case 9:
                AddSelection(x);
                break;
            case 10:
                AddJoin(x);
                break;
            case 11:
                AddLoss(x);
                break;
            default:
                break;
        }
    }

    private void AddProduct(int x)
    {
        var shape = tensors[x].Shape;
        if (shape.Rank == 0)
        {
            return;
        }

        var inner = shape[^1];
        var y = Partner(
            other => other.Rank == 1 ? other[0] == inner : other.Rank > 1 && other[^2] == inner && Broadcast(Batch(shape), Batch(other)),
            () => random.RandomInt(0, 4) == 0 ? [inner] : [.. Narrowed(Batch(shape)), inner, Extent()]);
        if (tensors[y].Rank > 1 && tensors[y].Size <= LargestSize && random.RandomInt(0, 2) == 0)
        {
            // Another one of this shape, but stored by columns.
            var last = tensors[y].Rank - 1;
            y = TryAdd("transpose", [AddInput(Swapped(tensors[y].Shape))], [last - 1, last])!.Value;
        }

        TryAdd("matmul", [x, y], []);
    }

    private void AddReduction(int x)
    {
        var shape = tensors[x].Shape;
        if (shape.Rank > 0 && random.RandomInt(0, 3) == 0)
        {
            var axis = Any(shape.Rank);
            TryAddIf(shape[axis] > 0, OneOf(Operations.AlongAxis.Keys), [x], [axis]);
            return;
        }

        int[] axes = [.. Enumerable.Range(0, shape.Rank).Where(_ => random.RandomInt(0, 2) == 0)];
        var operation = OneOf(Operations.Reductions.Keys);
        var reduced = axes.Length == 0 ? shape.Extents.ToArray() : [.. axes.Select(axis => shape[axis])];
        TryAddIf(operation == "sum" || !reduced.Contains(0), operation, [x], [random.RandomInt(0, 2), .. axes]);
    }

    private void AddView(int x)
    {
        var shape = tensors[x].Shape;
        switch (random.RandomInt(0, 6))
        {
            case 0 when shape.Rank > 1:
                TryAdd("transpose", [x], [Any(shape.Rank), Any(shape.Rank)]);
                break;
            case 1:
                TryAdd("permute", [x], [.. Tensor.Permutation(shape.Rank, random).ToArray().Select(axis => (int)axis)]);
                break;
            case 2:
                TryAdd("reshape", [x], shape.Rank > 1 ? [shape[0] * shape[1], .. shape.Extents[2..]] : [.. shape, 1]);
                break;
            case 3 when shape.Rank < MaximumRank:
                TryAdd("unsqueeze", [x], [random.RandomInt(0, shape.Rank + 1)]);
                break;
            case 4 when shape.Rank < MaximumRank:
                TryAdd("expand", [x], [Extent(), .. shape.Select(extent => extent == 1 ? Extent() : extent)]);
                break;
            case 5 when shape.Rank > 1:
                TryAdd("lower triangle", [x], [random.RandomInt(-1, 2)]);
                break;
            default:
                break;
        }
    }

    private void AddSelection(int x)
    {
        var shape = tensors[x].Shape;
        if (shape.Rank == 0)
        {
            return;
        }

        var axis = Any(shape.Rank);
        var count = random.RandomInt(0, 4);
        switch (random.RandomInt(0, 4))
        {
            case 0:
                TryAdd("slice", [x], [.. shape.Take(axis + 1).SelectMany(SlicePart)]);
                break;
            case 1 when shape[axis] > 0:
                TryAdd("index select", [x], [axis, .. Indices(count, shape[axis])]);
                break;
            case 2 when shape[axis] > 0 && shape.Size / shape[axis] * count <= MostArguments:
                TryAdd("gather", [x], [axis, count, .. Indices(shape.Size / shape[axis] * count, shape[axis])]);
                break;
            case 3:
                TryAdd("split", [x], [axis, random.RandomInt(0, shape[axis] + 1), random.RandomInt(0, 2)]);
                break;
            default:
                break;
        }
    }

    private void AddJoin(int x)
    {
        var shape = tensors[x].Shape;
        var y = Partner(other => other == shape, () => shape);
        var isStack = shape.Rank < MaximumRank && random.RandomInt(0, 2) == 0;
        TryAddIf(
            isStack || shape.Rank > 0,
            isStack ? "stack" : "concatenate",
            random.RandomInt(0, 2) == 0 ? [x, y] : [y, x, y],
            [Any(isStack ? shape.Rank + 1 : Math.Max(shape.Rank, 1))]);
    }

    private void AddLoss(int x)
    {
        var shape = tensors[x].Shape;
        if (shape.Size is 0 or > MostArguments)
        {
            return;
        }

        switch (random.RandomInt(0, 3))
        {
            case 0:
                TryAdd("mean squared error", [x, Partner(other => other == shape, () => shape)], []);
                break;
            case 1 when shape.Rank == 2:
                TryAdd("cross-entropy", [x], Indices(shape[0], shape[1]));
                break;
            case 2:
                TryAdd("binary cross-entropy", [x], Indices(shape.Size, 2));
                break;
            default:
                break;
        }
    }

    private int? TryAddIf(bool isRight, string operation, int[] operands, int[] arguments) =>
        isRight ? TryAdd(operation, operands, arguments) : null;

    /// <summary>Adds a step unless its numbers are too many or too large to go on with.</summary>
    private int? TryAdd(string operation, int[] operands, int[] arguments)
    {
        variables.Add(new Variable(operation, operands, arguments, null)); // what a report ends in if the library refuses it
        var value = Operations.Apply(operation, [.. operands.Select(operand => tensors[operand])], arguments);
        variables.RemoveAt(variables.Count - 1);
        return value.Size > LargestSize || value.ToArray().Any(element => !(Math.Abs(element) < Largest))
            ? null
            : Add(new Variable(operation, operands, arguments, Numbers.Of(value)), value);
    }

    private int AddInput(Shape shape)
    {
        var value = RandomTensor(shape);
        value.RequiresGrad = true;
        return Add(new Variable(null, [], [], Numbers.Of(value)), value);
    }

    private int Add(Variable variable, Tensor value)
    {
        variables.Add(variable);
        tensors.Add(value);
        return tensors.Count - 1;
    }

    /// <summary>A variable whose shape fits, or a new input.</summary>
    private int Partner(Func<Shape, bool> fits, Func<Shape> shape)
    {
        int[] fitting = [.. Enumerable.Range(0, tensors.Count).Where(i => fits(tensors[i].Shape))];
        return fitting.Length > 0 && random.RandomInt(0, 2) == 0 ? fitting[Any(fitting.Length)] : AddInput(shape());
    }

    private int[] InEitherOrder(int x, int y) => random.RandomInt(0, 2) == 0 ? [x, y] : [y, x];

    /// <summary>Numbers of all kinds, or small whole ones and halves, among which are zeros and ties.</summary>
    private Tensor RandomTensor(Shape shape) => random.RandomInt(0, 3) switch
    {
        0 => Tensor.RandomInt(shape, -3, 4, random) / 2,
        1 => Tensor.Uniform(shape, 0.1, 2, random),
        _ => Tensor.Normal(shape, 0, 1, random),
    };

    private Shape RandomShape()
    {
        var isLarge = random.RandomInt(0, 6) == 0;
        return isLarge
            ? new Shape(random.RandomInt(1, 70), random.RandomInt(1, 70))
            : new Shape([.. Enumerable.Range(0, random.RandomInt(0, MaximumRank)).Select(_ => Extent())]);
    }

    private int Extent() => random.RandomInt(0, 20) switch
    {
        0 => 0,
        < 5 => 1,
        < 15 => random.RandomInt(2, 6),
        _ => random.RandomInt(6, 20),
    };

    /// <summary>A shape that broadcasts with another one: some extents are 1, and some in front are missing.</summary>
    private Shape Narrowed(Shape shape) => new(
        [.. shape.Select(extent => random.RandomInt(0, 3) == 0 ? 1 : extent).Skip(random.RandomInt(0, 2) * random.RandomInt(0, shape.Rank + 1))]);

    private int[] SlicePart(int extent)
    {
        if (extent > 0 && random.RandomInt(0, 3) == 0)
        {
            return [Any(extent), -1];
        }

        var start = random.RandomInt(0, extent + 1);
        return [start, random.RandomInt(start, extent + 1)];
    }

    private int[] Indices(int count, int extent) => [.. Enumerable.Range(0, count).Select(_ => Any(extent))];

    private int Any(int count) => random.RandomInt(0, count);

    private string OneOf(ICollection<string> names) => names.ElementAt(Any(names.Count));

    private static Shape Batch(Shape shape) => new(shape.Extents[..Math.Max(shape.Rank - 2, 0)]);

    private static Shape Swapped(Shape shape) => new([.. shape.Extents[..^2], shape[^1], shape[^2]]);

    private static bool Broadcast(Shape a, Shape b) =>
        a.Reverse().Zip(b.Reverse()).All(extents => extents.First == extents.Second || extents.First == 1 || extents.Second == 1);
}
