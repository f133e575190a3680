namespace Backprop.Layers;

/// <summary>Modules one after the other, each on the output of the one before.</summary>
/// <param name="modules">The modules, first to last.</param>
public sealed class Sequential(params Module[] modules) : Module
{
    /// <summary>The modules, first to last.</summary>
    public IReadOnlyList<Module> Modules { get; } = [.. modules];

    /// <inheritdoc/>
    public override IEnumerable<(string Name, Module Module)> Submodules =>
        Modules.Select((module, index) => (Invariant($"{index}"), module));

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Modules.Count > 0
        ? Modules.Aggregate(input, (x, module) => module.Call(x))
        : input.AsResult();
}
