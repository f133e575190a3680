using System.Text.Json.Nodes;

namespace Lectern.Site;

/// <summary>
/// What docfx leaves out of the library's reference: members that nobody wrote or documented, which the compiler gives to every
/// record and delegate and .NET to every type.
/// </summary>
internal static class ReferenceFilter
{
    public const string File = "filter.yml";

    /// <summary>The rules, in JSON, which is YAML as well.</summary>
    public static string Rules => new JsonObject
    {
        ["apiRules"] = new JsonArray(
            Exclude("hasAttribute", new JsonObject { ["uid"] = "System.Runtime.CompilerServices.CompilerGeneratedAttribute" }),
            Exclude("uidRegex", @"\.(BeginInvoke|EndInvoke|Invoke)\("),
            Exclude("uidRegex", @"#ctor\(System\.Object,System\.IntPtr\)$"),
            Exclude("uidRegex", @"^System\.(Object|ValueType|Exception)\.")),
    }.ToJsonString();

    private static JsonObject Exclude(string rule, JsonNode what) => new() { ["exclude"] = new JsonObject { [rule] = what } };
}
