using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Lectern.Tests;

/// <summary>
/// The classic Jupyter Notebook (version 6), with settings, kernels and signatures of its own in a folder. Without the kernel of
/// C# a page asks for it, and shows the outputs that are in the file all the same.
/// </summary>
internal sealed class JupyterServer : IAsyncDisposable
{
    /// <summary>The interpreter in the first line of the program, because another one first in the path has no Jupyter.</summary>
    private static readonly string? Python =
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         let path = Path.Combine(folder, "jupyter-notebook")
         where File.Exists(path)
         let line = File.ReadLines(path).FirstOrDefault("")
         where line.StartsWith("#!/", StringComparison.Ordinal) && !line.Contains(' ', StringComparison.Ordinal)
         select line[2..]).FirstOrDefault();

    private const string Data = "JUPYTER_DATA_DIR";

    private readonly Process process;

    private JupyterServer(Process process, string address)
    {
        this.process = process;
        Address = address;
    }

    /// <summary>Where the server is, with a slash at the end.</summary>
    public string Address { get; }

    public static void SkipUnlessInstalled() =>
        Assert.SkipWhen(Python is null, "jupyter-notebook is not installed, so nobody looks how it shows a notebook with its figures");

    /// <summary>Installs the kernel as a reader would.</summary>
    public static async Task InstallKernelAsync(TemporaryFolder folder)
    {
        Dictionary<string, string> environment = new() { [Data] = folder[$".jupyter/{Data}"], ["JUPYTER_PATH"] = "" };
        var result = await LecternProgram.RunAsync(folder.Path, environment, "jupyter", "install", "--user");
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
    }

    /// <summary>Starts a server for the notebooks of a folder.</summary>
    public static async Task<JupyterServer> StartAsync(TemporaryFolder folder)
    {
        var port = TestPort.Next();
        var process = Run(
            folder, "notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={port}", "--port-retries=0",
            "--NotebookApp.token=", "--NotebookApp.password=", $"--notebook-dir={folder.Path}");
        JupyterServer server = new(process, $"http://127.0.0.1:{port}/");
        try
        {
            var version = await server.AnswerAsync();
            Assert.SkipUnless(
                version.StartsWith("6.", StringComparison.Ordinal), $"Jupyter Notebook {version} is installed; the tests know 6");
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Does what <c>jupyter trust</c> does; Debian has no program of that name.</summary>
    public static Task TrustAsync(TemporaryFolder folder, string notebook) => EndAsync(Run(folder, "nbformat.sign", folder[notebook]));

    /// <summary>Converts a notebook to a page beside it.</summary>
    public static async Task<string> ConvertAsync(TemporaryFolder folder, string notebook, params string[] options)
    {
        await EndAsync(Run(folder, "nbconvert", ["--to", "html", .. options, folder[notebook]]));
        return Path.ChangeExtension(notebook, ".html");
    }

    /// <summary>Runs a notebook in its own folder with nbconvert. A cell's error becomes its output, and the cells below run.</summary>
    /// <param name="folder">For the executed notebook and Jupyter's own files.</param>
    /// <param name="notebook">Its path.</param>
    /// <param name="kernel">The kernel's name.</param>
    /// <param name="kernelSpec">What starts it.</param>
    /// <returns>The path of the executed notebook.</returns>
    public static async Task<string> ExecuteAsync(TemporaryFolder folder, string notebook, string kernel, JsonObject kernelSpec)
    {
        folder.Write($".jupyter/JUPYTER_DATA_DIR/kernels/{kernel}/kernel.json", kernelSpec.ToJsonString());
        await EndAsync(Run(
            folder, "nbconvert", "--to", "notebook", "--execute", "--allow-errors", $"--ExecutePreprocessor.kernel_name={kernel}",
            $"--output-dir={folder.Path}", notebook));
        return folder[Path.GetFileName(notebook)];
    }

    /// <summary>Fails unless a notebook follows its format's schema.</summary>
    public static Task ValidateAsync(TemporaryFolder folder, string notebook) => EndAsync(RunPython(
        folder, "-c", "import nbformat, sys; nbformat.validate(nbformat.read(sys.argv[1], nbformat.NO_CONVERT))", folder[notebook]));

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static Process Run(TemporaryFolder folder, string module, params string[] arguments) =>
        RunPython(folder, ["-m", module, .. arguments]);

    private static Process RunPython(TemporaryFolder folder, params string[] arguments)
    {
        SkipUnlessInstalled();
        ProcessStartInfo start = new(Python!, arguments)
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var variable in new[] { "HOME", "JUPYTER_CONFIG_DIR", Data, "JUPYTER_RUNTIME_DIR" })
        {
            start.Environment[variable] = Directory.CreateDirectory(folder[$".jupyter/{variable}"]).FullName;
        }

        // With a home of its own a kernel would not find the tools that were restored into the user's.
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        start.Environment.TryAdd("DOTNET_CLI_HOME", home);
        start.Environment.TryAdd("NUGET_PACKAGES", Path.Combine(home, ".nuget", "packages"));
        return Process.Start(start)!;
    }

    private static async Task EndAsync(Process process)
    {
        using (process)
        {
            var result = await LecternProgram.EndAsync(process);
            Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        }
    }

    /// <summary>Waits until the server answers, with its version.</summary>
    private async Task<string> AnswerAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        using HttpClient client = new();
        while (true)
        {
            try
            {
                var answer = await client.GetFromJsonAsync<JsonObject>(Address + "api", cancellation);
                return (string)answer!["version"]!;
            }
            catch (HttpRequestException)
            {
                if (process.HasExited) Assert.Fail($"jupyter-notebook did not start: {await output}{await errors}");
                await Task.Delay(50, cancellation);
            }
        }
    }
}
