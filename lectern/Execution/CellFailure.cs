using Lectern.Notebooks;

namespace Lectern.Execution;

/// <summary>The cell at which a notebook stopped.</summary>
internal sealed record CellFailure(int Cell, ErrorOutput Error)
{
    public override string ToString()
    {
        var line = Error.Line is { } number ? $", line {number}" : "";
        var message = Error.Message.Split('\n', 2)[0].TrimEnd();
        return $"cell {Cell}{line}: {Error.Name}: {message}";
    }
}
