using System.Reflection;
using System.Runtime.Loader;

namespace Backprop.Figures.Charts;

/// <summary>
/// The drawing plug-in, loaded when the first figure is made. It lies in a folder of its own and is loaded into a
/// context of its own: Plotly.NET brings an FSharp.Core that is not the one some notebook hosts run on. Cells that draw with
/// Plotly.NET themselves get it from there too.
/// </summary>
internal static class ChartRenderer
{
    private const string PlugInName = "Backprop.Plotly";

    private static readonly Lazy<IChartRenderer> Instance = new(Load);

    public static IChartRenderer Plotly => Instance.Value;

    private static IChartRenderer Load()
    {
        var folder = Path.GetDirectoryName(typeof(ChartRenderer).Assembly.Location)!;
        var path = Path.Combine(folder, "plotly", PlugInName + ".dll");
        if (!File.Exists(path))
        {
            throw new FileNotFoundException(
                $"{path} is not there, and draws the figures; run \"dotnet build\" in the project's folder", path);
        }

        PlugInContext context = new(path);
        AssemblyLoadContext.Default.Resolving += (_, name) => context.Find(name);
        var assembly = context.LoadFromAssemblyPath(path);
        var type = assembly.GetTypes().Single(type => type.IsAssignableTo(typeof(IChartRenderer)));
        return (IChartRenderer)Activator.CreateInstance(type)!;
    }

    private sealed class PlugInContext(string path) : AssemblyLoadContext(PlugInName)
    {
        private const string FSharp = "FSharp.Core";

        private readonly AssemblyDependencyResolver resolver = new(path);

        // A notebook host has loaded this assembly outside the default context, so it must be handed on by hand.
        protected override Assembly? Load(AssemblyName name) =>
            name.Name == typeof(ChartRenderer).Assembly.GetName().Name ? typeof(ChartRenderer).Assembly
            : name.Name == FSharp ? null // the host's, if that is new enough: cells hand its values on, and there may be only one
            : Find(name);

        /// <summary>What lies beside the plug-in. Asked for the rest of the process as well, after the host has found nothing.</summary>
        public Assembly? Find(AssemblyName name) =>
            resolver.ResolveAssemblyToPath(name) is { } file ? LoadFromAssemblyPath(file) : null;
    }
}
