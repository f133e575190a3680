namespace Lectern.Outputs;

/// <summary>A notebook to run.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">
/// Its path in the notebooks folder with slashes and without extension, as in "solutions/01-chain-rule"; its file name,
/// if it lies elsewhere.
/// </param>
internal sealed record NotebookFile(string Path, string Name)
{
    public const string Extension = ".ipynb";

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>As it is called on the screen.</summary>
    public string Label => Name + Extension;
}
