using Backprop.Data;
using Backprop.Formatting;

namespace Backprop.Layers;

/// <summary>
/// A function with parameters: a layer, or a network of layers. Parameters have names in a fixed order, those of
/// submodules with the submodule's name before them: <c>0.weight</c>.
/// </summary>
[TypeFormatterSource(typeof(TextFormatterSource<Module>), PreferredMimeTypes = [MimeTypes.PlainText])]
public abstract class Module
{
    /// <summary>The modules that this one is made of, with their names.</summary>
    public virtual IEnumerable<(string Name, Module Module)> Submodules => [];

    /// <summary>
    /// All parameters with their names, its own first. One that is used in several places is listed once, under the name of the
    /// first place, as in PyTorch's <c>named_parameters()</c>.
    /// </summary>
    public IEnumerable<(string Name, Parameter Parameter)> NamedParameters => AllNames.DistinctBy(named => named.Parameter);

    /// <summary>
    /// What is saved with the parameters but not trained, such as the running means of <see cref="BatchNorm"/>, with names.
    /// </summary>
    public IEnumerable<(string Name, Tensor Buffer)> NamedBuffers => AllBuffers.DistinctBy(named => named.Buffer);

    /// <summary>The parameters in a fixed order, each once, those of submodules included.</summary>
    public IEnumerable<Parameter> Parameters => NamedParameters.Select(named => named.Parameter);

    /// <summary>How many numbers there are to learn; a parameter that is used in several places counts once.</summary>
    public int ParameterCount => Parameters.Sum(parameter => parameter.Size);

    /// <summary>Whether the module is being trained; some, like dropout, then behave otherwise.</summary>
    public bool IsTraining { get; private set; } = true;

    /// <summary>The parameters of this module itself; null for one that is left out.</summary>
    protected virtual IEnumerable<(string Name, Parameter? Parameter)> OwnParameters => [];

    /// <summary>What this module itself saves beside its parameters.</summary>
    protected virtual IEnumerable<(string Name, Tensor Buffer)> OwnBuffers => [];

    /// <summary>Every name of every parameter: one that is used in several places has several.</summary>
    private IEnumerable<(string Name, Parameter Parameter)> AllNames =>
    [
        .. from own in OwnParameters where own.Parameter is not null select (own.Name, own.Parameter),
        .. from sub in Submodules from named in sub.Module.AllNames select ($"{sub.Name}.{named.Name}", named.Parameter),
    ];

    /// <summary>The same for buffers.</summary>
    private IEnumerable<(string Name, Tensor Buffer)> AllBuffers =>
    [
        .. OwnBuffers,
        .. from sub in Submodules from named in sub.Module.AllBuffers select ($"{sub.Name}.{named.Name}", named.Buffer),
    ];

    /// <summary>What stands in parentheses behind the module's name in its text form.</summary>
    protected virtual string Description => "";

    /// <summary>Computes the output; autograd records what it takes.</summary>
    /// <param name="input">A batch, one sample per row.</param>
    public abstract Tensor Forward(Tensor input);

    /// <summary>
    /// <see cref="Forward"/>, and notes with what it records that it belongs to this module, so that a picture of the graph can
    /// draw the module as one node. Modules that are made of others call these.
    /// </summary>
    /// <param name="input">A batch, one sample per row.</param>
    public Tensor Call(Tensor input)
    {
        using var call = CallScope.Enter(this);
        return Forward(input);
    }

    /// <summary>From here on it is trained, with all submodules.</summary>
    public void Train() => SetTraining(true);

    /// <summary>From here on it is used, not trained, with all submodules.</summary>
    public void Eval() => SetTraining(false);

    /// <summary>Forgets the gradients of all parameters.</summary>
    public void ZeroGrad()
    {
        foreach (var parameter in Parameters)
        {
            parameter.ZeroGrad();
        }
    }

    /// <summary>Writes the parameters and buffers to a .npz file, which NumPy reads, with their names as keys.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => Npz.Save(
        path, [.. NamedParameters.Select(named => (named.Name, (Tensor)named.Parameter)), .. NamedBuffers]);

    /// <summary>
    /// Reads the parameters and buffers from a .npz file. Nothing changes unless all of them fit. What is used in several places may
    /// stand there under any of its names.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or its names or shapes are not those of this module.</exception>
    public void Load(string path)
    {
        (string Name, Tensor Tensor)[] state = [.. AllNames.Select(named => (named.Name, (Tensor)named.Parameter)), .. AllBuffers];
        var saved = SavedState.Load(path, [.. state.Select(one => (one.Name, (object)one.Tensor, one.Tensor.Shape))], "the module");
        foreach (var (name, tensor) in state.Where(one => saved.ContainsKey(one.Name)))
        {
            tensor.Write(data => saved[name].Data.CopyTo(data));
        }
    }

    /// <summary>The module and its submodules, one line each, with how many numbers each has to learn.</summary>
    public override string ToString() =>
        Structure.Of(this, Description, ParameterCount, Submodules.Select(sub => (sub.Name, (object)sub.Module)));

    private void SetTraining(bool isTraining)
    {
        IsTraining = isTraining;
        foreach (var (_, module) in Submodules)
        {
            module.SetTraining(isTraining);
        }
    }
}
