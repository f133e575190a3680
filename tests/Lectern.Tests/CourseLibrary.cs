using System.Runtime.CompilerServices;

namespace Lectern.Tests;

/// <summary>The library that notebooks load, as the build has left it.</summary>
internal static class CourseLibrary
{
    /// <summary>A first cell that loads it from where it lies, and brings plotly.js.</summary>
    public static string FirstCell => $"#r \"{Path}\"\nusing Backprop; using Backprop.Figures; using Backprop.Scalars;\nNotebook.Begin()";

    public static string Path { get; } = Find();

    private static string Find([CallerFilePath] string source = "") => System.IO.Path.GetFullPath(
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(source)!, "../../lib/bin/Backprop.dll")).Replace('\\', '/');
}
