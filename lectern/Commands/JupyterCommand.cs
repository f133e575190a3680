using System.CommandLine;
using Lectern.Jupyter;

namespace Lectern.Commands;

/// <summary>Makes the kernel that the notebooks ask for known to Jupyter.</summary>
internal sealed class JupyterCommand
{
    private readonly KernelLocation location = new();

    public Command Command()
    {
        Command command = new("jupyter", "Makes the kernel that the notebooks ask for known to Jupyter. Example: lectern jupyter install");
        Add("install", InstallAsync, "Tells Jupyter how to start the kernel: .NET Interactive from the project's tool manifest or from the "
            + "PATH, with settings for training, and open to this machine alone. What another program installed stays as it is. Example: lectern jupyter install");
        Add("status", ShowStatusAsync, "Tells which kernel Jupyter starts, and whether it can be started. Example: lectern jupyter status");
        Add("uninstall", Uninstall, "Removes what install wrote. Example: lectern jupyter uninstall");
        return command;

        void Add(string name, Func<ParseResult, CancellationToken, Task<int>> action, string description)
        {
            Command subcommand = new(name, description);
            location.AddTo(subcommand);
            subcommand.SetAction((arguments, cancellationToken) =>
                CommandLine.RunAsync(() => action(arguments, cancellationToken)));
            command.Add(subcommand);
        }
    }

    private async Task<int> InstallAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var spec = location.Spec(arguments);
        if (spec.Exists) RequireOurs(spec, "lectern doesn't overwrite it: choose another name with --name, or remove it first");
        if (location.FindFirst(arguments) is { } first)
            RequireOurs(first, $"Jupyter would start it rather than {spec.Path}: choose another name with --name, or remove it first");
        var version = await KernelTool.FindVersionAsync(Environment.CurrentDirectory, cancellationToken);

        spec.Write();
        Console.WriteLine($"Jupyter now starts .NET Interactive {version} as \"{spec.Name}\": {spec.Path}");
        return ExitCodes.Success;
    }

    private async Task<int> ShowStatusAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var found = location.FindAll(arguments);
        foreach (var (index, spec) in found.Index())
            Console.WriteLine($"{spec.Path}: {Describe(spec)}{(index > 0 ? $"; Jupyter takes the first \"{spec.Name}\"" : "")}");
        if (found.Count == 0) Console.WriteLine($"Jupyter knows no kernel \"{location.Spec(arguments).Name}\": jupyter install makes one known");

        var version = await KernelTool.FindVersionAsync(Environment.CurrentDirectory, cancellationToken);
        Console.WriteLine($".NET Interactive {version} can be started from {Environment.CurrentDirectory}");
        return found is [{ IsUpToDate: true }, ..] ? ExitCodes.Success : ExitCodes.Failure;
    }

    private Task<int> Uninstall(ParseResult arguments, CancellationToken cancellationToken)
    {
        var spec = location.Spec(arguments);
        if (!spec.Exists) throw new UsageException($"there is no {spec.Path}: jupyter status tells which kernels Jupyter finds");

        RequireOurs(spec, "lectern doesn't remove it");
        spec.Delete();
        Console.WriteLine($"removed {spec.Path}");
        return Task.FromResult(ExitCodes.Success);
    }

    private static string Describe(KernelSpec spec) =>
        spec.IsUpToDate ? "installed by lectern"
        : spec.IsOurs ? "installed by another version of lectern, and jupyter install renews it"
        : "installed by another program";

    private static void RequireOurs(KernelSpec spec, string consequence)
    {
        if (!spec.IsOurs) throw new UsageException($"another program installed {spec.Path}, and {consequence}");
    }
}
