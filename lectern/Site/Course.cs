using Lectern.Notebooks;

namespace Lectern.Site;

/// <summary>What the site is made from.</summary>
/// <param name="Folder">The project's folder.</param>
/// <param name="Notebooks">In their order.</param>
internal sealed record Course(string Folder, IReadOnlyList<CourseNotebook> Notebooks)
{
    /// <summary>What the library's reference is made from, beside its documentation.</summary>
    public string Library => System.IO.Path.Combine(Folder, "lib", "bin", "Backprop.dll");

    /// <summary>All notebooks, those with solutions among them, by their names.</summary>
    public IEnumerable<(string Name, Notebook Notebook)> Texts =>
    [
        .. Notebooks.Select(notebook => (notebook.Name, notebook.Executed)),
        .. from notebook in Notebooks where notebook.Solutions is not null select ($"solutions/{notebook.Name}", notebook.Solutions),
    ];

    public ReadMe ReadMe { get; } = ReadMe.Read(System.IO.Path.Combine(Folder, "README.md"));

    /// <summary>The file with a path in the project's folder; null if there is none.</summary>
    public string? Find(params string[] path) => System.IO.Path.Combine([Folder, .. path]) is var file && File.Exists(file) ? file : null;
}
