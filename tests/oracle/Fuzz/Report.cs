namespace Backprop.Fuzz;

/// <summary>A program and what the library makes of it. Variables are numbered in the order in which they are made.</summary>
/// <param name="Number">The program's number, which it can be made again from.</param>
/// <param name="Variables">How each variable is made.</param>
/// <param name="Seeds">The upstream gradient of each variable that no other one uses, by its number.</param>
/// <param name="Gradients">The gradient with respect to each variable; null for one that is another one itself.</param>
/// <param name="SecondSeeds">For each input, what its gradient is multiplied with to be differentiated again; empty if it isn't.</param>
/// <param name="SecondGradients">The gradients of the gradients with respect to each input.</param>
/// <param name="Error">What the library said where it refused a program that is right.</param>
internal sealed record Report(
    int Number,
    IReadOnlyList<Variable> Variables,
    IReadOnlyDictionary<int, Numbers> Seeds,
    IReadOnlyList<Numbers?> Gradients,
    IReadOnlyList<Numbers> SecondSeeds,
    IReadOnlyList<Numbers> SecondGradients,
    string? Error);

/// <summary>A variable.</summary>
/// <param name="Operation">The operation that makes it; null for an input.</param>
/// <param name="Operands">The numbers of the variables that it is made from.</param>
/// <param name="Arguments">The operation's other arguments.</param>
/// <param name="Value">What the library computes; null where it refuses.</param>
internal sealed record Variable(string? Operation, IReadOnlyList<int> Operands, IReadOnlyList<int> Arguments, Numbers? Value);

/// <summary>The elements of a tensor in row-major order.</summary>
internal sealed record Numbers(IReadOnlyList<int> Shape, IReadOnlyList<double> Data)
{
    public static Numbers Of(Tensor tensor) => new([.. tensor.Shape], tensor.ToArray());
}
