using Microsoft.FSharp.Collections;

namespace Backprop.Plotly;

/// <summary>What F# wants in its own form.</summary>
internal static class FSharp
{
    public static FSharpList<T> List<T>(IEnumerable<T> items) => ListModule.OfSeq(items);
}
