using Lectern.Notebooks;

namespace Lectern.Site;

/// <summary>A notebook of the course.</summary>
/// <param name="Name">As in "01-chain-rule".</param>
/// <param name="Executed">With what its cells show.</param>
/// <param name="Solutions">The notebook that solves its exercises, executed; null if there is none.</param>
/// <param name="Source">The notebook's file, to be downloaded.</param>
/// <param name="SolutionsSource">That of its solutions.</param>
internal sealed record CourseNotebook(string Name, Notebook Executed, Notebook? Solutions, byte[] Source, byte[]? SolutionsSource)
{
    /// <summary>Where the pages of notebooks lie, and the notebooks to be downloaded beside them.</summary>
    public const string Folder = "notebooks";

    public string Title { get; } = Executed.Title ?? Name;
}
