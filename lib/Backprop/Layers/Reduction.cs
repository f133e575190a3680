namespace Backprop.Layers;

/// <summary>What a <see cref="Loss"/> makes of the losses of single elements or samples.</summary>
public enum Reduction
{
    /// <summary>Their mean, a single number: how large it is doesn't depend on how many samples a batch has.</summary>
    Mean,

    /// <summary>Their sum, a single number.</summary>
    Sum,

    /// <summary>Nothing: all of them are handed on, to be weighed or looked at one by one.</summary>
    None,
}
