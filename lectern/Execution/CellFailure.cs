using Lectern.Notebooks;

namespace Lectern.Execution;

/// <summary>The cell at which a notebook stopped.</summary>
internal sealed record CellFailure(int Cell, ErrorOutput Error)
{
    public override string ToString()
    {
        var line = Error.Line is { } number ? $", line {number}" : "";
        return $"cell {Cell}{line}: {ScreenLine.First(Error.Name)}: {ScreenLine.First(Error.Message)}";
    }
}
