using System.Diagnostics;

namespace Backprop.Benchmarks.Running;

/// <summary>The sides that can be started on this machine.</summary>
internal sealed class Sides : IDisposable
{
    /// <summary>Debian's own Python is the one that has Debian's NumPy and PyTorch.</summary>
    private static readonly string[] Pythons = ["/usr/bin/python3", "python3", "python"];

    /// <summary>The settings that lectern's notebooks run with (lectern.csproj and WorkerProcess.cs); the numbers are hexadecimal.</summary>
    private static readonly (string, string?)[] Tuned =
    [
        ("DOTNET_gcConcurrent", "0"), ("DOTNET_GCLOHThreshold", "1000000"), ("DOTNET_GCRegionSize", "4000000"), ("DOTNET_GCRetainVM", "1"),
        ("DOTNET_GCgen0size", "4000000"),
    ];

    private static readonly (string, string?)[] Untuned = [.. Tuned.Select(setting => (setting.Item1, (string?)null))];

    private readonly List<Side> started = [];
    private readonly int threads;
    private readonly string inputs;
    private Side[]? kernels;

    /// <param name="threads">How many threads each may use.</param>
    /// <param name="inputs">The folder that the numbers are handed over in.</param>
    public Sides(int threads, string inputs)
    {
        (this.threads, this.inputs) = (threads, inputs);
        Ours = Own("Backprop", threads, inputs, Tuned);
        Default = Own("Backprop, default process", threads, "-", Untuned);
        var python = Pythons.FirstOrDefault(HasNumPy);
        string[] peers = [
            .. python is null ? [] : new[] { "numpy_peer.py" },
            .. python is not null && Has(python, "torch") ? ["torch_peer.py"] : Array.Empty<string>(),
            .. python is not null && threads == 1 ? ["scalar_peer.py", "scalar_peer.py nogc"] : Array.Empty<string>()];
        Peers = [.. peers.Select(peer => Peer(python!, peer, threads))];
    }

    /// <summary>This engine with the settings of lectern.</summary>
    public Side Ours { get; }

    /// <summary>This engine as another program would have it, such as a notebook's kernel.</summary>
    public Side Default { get; }

    /// <summary>
    /// This engine in the kernel that students use, with the settings that the repository brings and without. They are started when
    /// they are first asked for; there is none where the kernel is not restored.
    /// </summary>
    public IReadOnlyList<Side> Kernels => kernels ??= KernelSide.IsInstalled()
        ? [Kernel(".NET Interactive"), Kernel(".NET Interactive, default process", Untuned)]
        : [];

    public IReadOnlyList<Side> Peers { get; }

    public void Dispose() => started.ForEach(side => side.Dispose());

    private static bool HasNumPy(string python) => Has(python, "numpy");

    private static bool Has(string python, string module)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", $"import {module}"]) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // there is no such program
        }
    }

    private static string Name(string peer) => peer switch
    {
        "numpy_peer.py" => "NumPy",
        "torch_peer.py" => "PyTorch",
        "scalar_peer.py" => "Python scalars",
        _ => "Python scalars, GC off",
    };

    /// <summary>This program once more, whether dotnet has started it or it has started itself.</summary>
    private Side Own(string name, int threads, string folder, IEnumerable<(string, string?)> environment)
    {
        var program = Environment.ProcessPath!;
        string[] itself = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        return Add(new ProgramSide(name, threads, program, [.. itself, "worker", folder, $"{threads}"], environment));
    }

    private Side Kernel(string name, params IEnumerable<(string, string?)> more) =>
        Add(new KernelSide(name, threads, [.. NotebookSettings.Read(), .. more]));

    private Side Peer(string python, string peer, int threads)
    {
        var words = peer.Split(' ');
        var script = Path.Combine(AppContext.BaseDirectory, "Peers", words[0]);
        return Add(new ProgramSide(Name(peer), threads, python, [script, inputs, $"{threads}", .. words[1..]]));
    }

    private Side Add(Side side)
    {
        started.Add(side);
        return side;
    }
}
