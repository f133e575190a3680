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

    /// <summary>All parameters with their names, its own first.</summary>
    public IEnumerable<(string Name, Parameter Parameter)> NamedParameters =>
    [
        .. from own in OwnParameters where own.Parameter is not null select (own.Name, own.Parameter),
        .. from sub in Submodules from named in sub.Module.NamedParameters select ($"{sub.Name}.{named.Name}", named.Parameter),
    ];

    /// <summary>The parameters in a fixed order, those of submodules included.</summary>
    public IEnumerable<Parameter> Parameters => NamedParameters.Select(named => named.Parameter);

    /// <summary>How many numbers there are to learn.</summary>
    public int ParameterCount => Parameters.Sum(parameter => parameter.Size);

    /// <summary>Whether the module is being trained; some, like dropout, then behave otherwise.</summary>
    public bool IsTraining { get; private set; } = true;

    /// <summary>The parameters of this module itself; null for one that is left out.</summary>
    protected virtual IEnumerable<(string Name, Parameter? Parameter)> OwnParameters => [];

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

    /// <summary>Writes the parameters to a .npz file, which NumPy reads, with their names as keys.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => Npz.Save(path, NamedParameters.Select(named => (named.Name, (Tensor)named.Parameter)));

    /// <summary>Reads the parameters from a .npz file. Nothing changes unless all of them fit.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or its names or shapes are not those of this module.</exception>
    public void Load(string path)
    {
        var saved = Npz.Load(path);
        var named = NamedParameters.ToList();
        var names = named.Select(one => one.Name).ToHashSet();
        string[] differences =
        [
            .. from name in names where !saved.ContainsKey(name) select $"{name} {saved.Unread.GetValueOrDefault(name, "is missing")}",
            .. from name in saved.Keys.Concat(saved.Unread.Keys) where !names.Contains(name) select $"{name} is not in the module",
            .. from one in named
               where saved.TryGetValue(one.Name, out var tensor) && tensor.Shape != one.Parameter.Shape
               select $"{one.Name} has shape {saved[one.Name].Shape}, not {one.Parameter.Shape}",
        ];
        if (differences.Length > 0)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} does not fit the module: {string.Join("; ", differences)}");
        }

        foreach (var (name, parameter) in named)
        {
            parameter.Write(data => saved[name].Data.CopyTo(data));
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
