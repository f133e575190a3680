using System.Reflection;
using System.Runtime.CompilerServices;

namespace Backprop.Tests;

/// <summary>The list of public names, so that a change of the surface is seen in review.</summary>
public class PublicApiTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void The_public_names_are_those_that_were_approved()
    {
        var found = string.Join("\n", typeof(Tensor).Assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(Lines)) + "\n";
        var approved = ApprovedFile();
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            File.WriteAllText(approved, found);
        }

        Assert.True(
            File.ReadAllText(approved).ReplaceLineEndings("\n") == found,
            $"the public names have changed; if that is meant, run the tests once with APPROVE=1 and commit {Path.GetFileName(approved)}");
    }

    private static string ApprovedFile([CallerFilePath] string source = "") =>
        Path.Combine(Path.GetDirectoryName(source)!, "PublicApi.txt");

    private static IEnumerable<string> Lines(Type type) =>
        type.GetMembers(Declared)
            .Where(member => member is not MethodInfo { IsSpecialName: true } || member.Name.StartsWith("op_", StringComparison.Ordinal))
            .Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Select(member => $"  {member}")
            .Order(StringComparer.Ordinal)
            .Prepend($"{type}{(type.BaseType is { } parent && parent != typeof(object) ? $" : {parent}" : "")}");
}
