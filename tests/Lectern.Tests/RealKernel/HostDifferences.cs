using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Lectern.Figures;
using Lectern.Notebooks;

namespace Lectern.Tests.RealKernel;

/// <summary>Where a notebook that ran in .NET Interactive shows something else than the same notebook in lectern.</summary>
internal static partial class HostDifferences
{
    /// <returns>A line for each difference, and one for each error or warning that the kernel shows.</returns>
    public static IReadOnlyList<string> Between(Notebook lectern, Notebook kernel) =>
        [.. Alarms(kernel), .. InCells(lectern, kernel), .. InFigures(FigureFinder.Find(lectern).Figures, FigureFinder.Find(kernel).Figures)];

    private static IEnumerable<string> Alarms(Notebook kernel) =>
        from cell in kernel.RunnableCells.Index()
        from output in cell.Item.Outputs
        where output.Text("output_type") == "error" || output.Text("name") == StreamOutput.StandardError
        select $"cell [{cell.Index + 1}] shows an error or a warning: {output.Text("evalue") ?? output!["text"].Joined()}";

    private static IEnumerable<string> InCells(Notebook lectern, Notebook kernel)
    {
        foreach (var (index, (ours, theirs)) in lectern.RunnableCells.Zip(kernel.RunnableCells).Index())
        {
            var cell = $"cell [{index + 1}]";
            if (Kinds(ours) != Kinds(theirs)) yield return $"{cell} shows {Kinds(ours)} in lectern and {Kinds(theirs)} in the kernel";
            else if (!ours.IsVolatile)
            {
                foreach (var (one, other) in ours.Outputs.Zip(theirs.Outputs))
                    foreach (var difference in InOutput(one!, other!)) yield return $"{cell}, {difference}";
            }
        }
    }

    /// <summary>The kinds of a cell's outputs, as in "stdout, display_data".</summary>
    private static string Kinds(Cell cell) => string.Join(", ", cell.Outputs.Select(output => output.Text("name") ?? output.Text("output_type")));

    private static IEnumerable<string> InOutput(JsonNode ours, JsonNode theirs)
    {
        if (ours["data"] is not JsonObject ourData || theirs["data"] is not JsonObject theirData)
            return InText("the text", ours["text"].Joined(), theirs["text"].Joined());

        // For pages and files without scripts lectern gives a text to what is HTML alone.
        var kinds = ourData.Select(pair => pair.Key).Where(kind => kind != MimeBundle.PlainText || theirData.ContainsKey(kind)).Order(StringComparer.Ordinal).ToList();
        var theirKinds = theirData.Select(pair => pair.Key).Order(StringComparer.Ordinal);
        return kinds.SequenceEqual(theirKinds)
            ? kinds.SelectMany(kind => InText(kind, WithoutDescription(ourData[kind].Joined()), WithoutDescription(theirData[kind].Joined())))
            : [$"a value comes as {string.Join(", ", kinds)} in lectern and as {string.Join(", ", theirKinds)} in the kernel"];
    }

    private static IEnumerable<string> InText(string what, string ours, string theirs)
    {
        if (WithoutPlace(ours) == WithoutPlace(theirs)) yield break;

        var at = Math.Max(0, ours.Zip(theirs).TakeWhile(pair => pair.First == pair.Second).Count() - 20);
        yield return $"{what} is \"…{Part(ours)}\" in lectern and \"…{Part(theirs)}\" in the kernel";

        string Part(string text) => new([.. text.Skip(at).Take(100)]);
    }

    /// <summary>The figures' data are compared as numbers, because machines and runs round differently.</summary>
    private static IEnumerable<string> InFigures(IReadOnlyList<Figure> ours, IReadOnlyList<Figure> theirs)
    {
        if (!ours.Select(figure => figure.Name).SequenceEqual(theirs.Select(figure => figure.Name)))
            return [$"the figures are {Names(ours)} in lectern and {Names(theirs)} in the kernel"];

        return
            from pair in ours.Zip(theirs)
            where pair.First.Description is null || !FigureComparison.AreSame(pair.First.Description, pair.Second.Description)
            select $"the figure \"{pair.First.Name}\" has other data in the kernel";
    }

    private static string Names(IReadOnlyList<Figure> figures) => string.Join(", ", figures.Select(figure => figure.Name));

    private static string WithoutDescription(string html) => Description().Replace(html, "");

    /// <summary>The kernel compiles cells without numbers and lines, so an anomaly names the place in another way there.</summary>
    private static string WithoutPlace(string text) => Place().Replace(text, "called in a cell");

    [GeneratedRegex(@"called at (cell \d+, line \d+( \(\w+\))?|(\w+, in )?the cell that begins ""[^\n]*"")")]
    private static partial Regex Place();

    [GeneratedRegex("""(?<=<script type="application/json">).*?(?=</script>)""", RegexOptions.Singleline)]
    private static partial Regex Description();
}
