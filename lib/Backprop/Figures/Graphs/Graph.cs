namespace Backprop.Figures.Graphs;

/// <summary>A recorded computation as a picture shows it.</summary>
/// <param name="Nodes">The nodes in the order in which they were made: inputs before what is computed from them.</param>
/// <param name="Edges">From each input to what was computed from it, by the nodes' places; in the order of the inputs.</param>
internal sealed record Graph(IReadOnlyList<Node> Nodes, IReadOnlyList<(int From, int To)> Edges)
{
    /// <summary>More cannot be read on any screen.</summary>
    public const int MostNodes = 200;

    /// <summary>As much of a formula as stands for a node without a name.</summary>
    private const int LongestTerm = 16;

    /// <summary>What the gradients are of: the newest.</summary>
    public Node Result => Nodes[^1];

    /// <summary>The places of the edges that lead to a node.</summary>
    public int[] EdgesTo(int node) => [.. Enumerable.Range(0, Edges.Count).Where(edge => Edges[edge].To == node)];

    /// <summary>What a sentence calls a node: its name, or the formula that made it.</summary>
    public string Term(int place)
    {
        var node = Nodes[place];
        return node.Name.Length > 0 ? node.Name
            : node.IsLeaf ? GraphText.IsShape(node.Data) || GraphText.IsLarge(node.Data) ? "a leaf" : GraphText.InSentence(node.Data)
            : Formula(place);
    }

    /// <summary>The formula that made a node: a + b, exp(a), a².</summary>
    public string Formula(int place)
    {
        var operation = Nodes[place].Operation;
        string[] inputs = [.. EdgesTo(place).Select(edge => Short(Edges[edge].From))];
        var isWord = char.IsLetter(operation[0]);
        return inputs switch
        {
            [var a, var b] when !isWord => $"{Closed(a)} {operation} {Closed(b)}",
            [var a] when operation.StartsWith('^') => $"{Closed(a)}{GraphText.OfExponent(operation[1..])}",
            [var a] when !isWord => $"{operation}{Closed(a)}",
            _ => $"{operation}({string.Join(", ", inputs)})",
        };
    }

    /// <summary>In parentheses, if there is a space outside of all that it has.</summary>
    private static string Closed(string term)
    {
        var depth = 0;
        foreach (var letter in term)
        {
            depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
            if (letter == ' ' && depth == 0)
            {
                return $"({term})";
            }
        }

        return term;
    }

    private string Short(int place) => Term(place) is var term && (Nodes[place].Name.Length > 0 || term.Length <= LongestTerm) ? term : "(…)";
}

/// <summary>A number or a tensor of a computation.</summary>
/// <param name="Name">What it is called; empty if the reader gave it no name.</param>
/// <param name="Operation">What made it; empty for a leaf.</param>
/// <param name="Data">Its numbers, with a line for every row of a matrix, or its shape.</param>
/// <param name="Gradient">Its gradient, in short; empty if there is none.</param>
internal sealed record Node(string Name, string Operation, string Data, string Gradient)
{
    public bool IsLeaf => Operation.Length == 0;
}
