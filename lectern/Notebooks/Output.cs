using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Lectern.Notebooks;

/// <summary>What a cell shows, in the four kinds that notebooks know.</summary>
[JsonDerivedType(typeof(StreamOutput), "stream")]
[JsonDerivedType(typeof(DisplayOutput), "display_data")]
[JsonDerivedType(typeof(ResultOutput), "execute_result")]
[JsonDerivedType(typeof(ErrorOutput), "error")]
internal abstract record Output
{
    /// <summary>The output as nbformat writes it; its keys in alphabetical order, as Jupyter has them.</summary>
    public abstract JsonObject ToJson(int executionCount);
}
