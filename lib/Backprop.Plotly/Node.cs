namespace Backprop.Plotly;

/// <summary>Plotly.NET's objects, filled by the names that plotly.js gives their members.</summary>
internal static class Node
{
    public static DynamicObj.DynamicObj New() => new();

    public static T With<T>(this T target, string name, object value)
        where T : DynamicObj.DynamicObj
    {
        target.SetProperty(name, value);
        return target;
    }

    /// <summary>Without a value the member is left out.</summary>
    public static T WithSome<T>(this T target, string name, object? value)
        where T : DynamicObj.DynamicObj => value is null ? target : target.With(name, value);
}
