using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.Notebooks;

namespace Lectern.Jupyter;

/// <summary>
/// Tells Jupyter how to start the kernel, in a file kernel.json in a folder of the kernel's name.
/// https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs
/// </summary>
/// <param name="folder">One of Jupyter's folders for data.</param>
/// <param name="name">The kernel's name.</param>
internal sealed class KernelSpec(string folder, string name)
{
    /// <summary>The name that the course's notebooks ask for.</summary>
    public const string CourseName = ".net-csharp";

    private const string DisplayName = ".NET (C#)";

    public string Name { get; } = name;

    public string Path { get; } = System.IO.Path.Combine(folder, "kernels", name, "kernel.json");

    public bool Exists => File.Exists(Path);

    /// <summary>Whether lectern wrote it, be it this version or another one.</summary>
    public bool IsOurs => Read().Text("metadata", "installed_by") == "lectern";

    /// <summary>Whether it is what <see cref="Write"/> would write.</summary>
    public bool IsUpToDate => JsonNode.DeepEquals(Read(), Content());

    public void Write() => AtomicFile.Write(Path, JupyterJson.Write(Content()));

    /// <summary>Deletes the file, and its folder unless something else lies in it.</summary>
    public void Delete()
    {
        File.Delete(Path);
        var own = System.IO.Path.GetDirectoryName(Path)!;
        if (!Directory.EnumerateFileSystemEntries(own).Any()) Directory.Delete(own);
    }

    private JsonNode? Read()
    {
        try
        {
            return Exists ? JsonNode.Parse(File.ReadAllText(Path)) : null;
        }
        catch (JsonException)
        {
            return null; // another program's, and not for us to judge
        }
    }

    private JsonObject Content() => new()
    {
        // Without --http-local-only the kernel would let every machine of the network read variables and send code. The range of
        // ports begins behind 2049, to which browsers refuse to connect.
        ["argv"] = new JsonArray(
        [
            .. KernelTool.Command, "jupyter", "{connection_file}", "--default-kernel", "csharp",
            "--http-local-only", "--http-port-range", "2050-3000",
        ]),
        ["display_name"] = Name == CourseName ? DisplayName : $"{DisplayName}, {Name}",
        ["language"] = "C#",

        // By default Jupyter interrupts a cell with a signal, which ends this kernel.
        ["interrupt_mode"] = "message",
        ["env"] = new JsonObject(KernelEnvironment.Variables.Select(variable => KeyValuePair.Create(variable.Key, (JsonNode?)variable.Value))),
        ["metadata"] = new JsonObject { ["installed_by"] = "lectern" },
    };
}
