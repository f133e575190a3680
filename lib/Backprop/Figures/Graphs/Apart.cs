namespace Backprop.Figures.Graphs;

/// <summary>Places things one below the other, each as near as possible to where it wants to be.</summary>
internal static class Apart
{
    /// <summary>
    /// The heights nearest to what is wanted, by least squares, that keep the order and at which nothing covers anything else (pool
    /// adjacent violators).
    /// </summary>
    /// <param name="wanted">Where the middle of each thing wants to be.</param>
    /// <param name="room">How much room each takes, half of it above its middle.</param>
    public static double[] Place(IReadOnlyList<double> wanted, IReadOnlyList<double> room)
    {
        var offset = new double[wanted.Count];
        for (var i = 1; i < wanted.Count; i++)
        {
            offset[i] = offset[i - 1] + ((room[i - 1] + room[i]) / 2);
        }

        List<(double Sum, int Count)> blocks = [];
        for (var i = 0; i < wanted.Count; i++)
        {
            var block = (Sum: wanted[i] - offset[i], Count: 1);
            while (blocks.Count > 0 && blocks[^1].Sum / blocks[^1].Count > block.Sum / block.Count)
            {
                block = (block.Sum + blocks[^1].Sum, block.Count + blocks[^1].Count);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
        }

        double[] starts = [.. blocks.SelectMany(block => Enumerable.Repeat(block.Sum / block.Count, block.Count))];
        return [.. starts.Select((start, i) => start + offset[i])];
    }
}
