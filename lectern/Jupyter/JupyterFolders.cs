namespace Lectern.Jupyter;

/// <summary>
/// The folders in which Jupyter looks for kernels, by the rules of its jupyter_core.
/// https://docs.jupyter.org/en/latest/use/jupyter-directories.html
/// </summary>
/// <param name="system">"linux", "windows" or "macos".</param>
/// <param name="home">The user's folder.</param>
/// <param name="variable">The value of an environment variable; null or empty if it isn't set.</param>
internal sealed class JupyterFolders(string system, string home, Func<string, string?> variable)
{
    /// <summary>What switches a variable off, as Jupyter reads it.</summary>
    private static readonly string[] No = ["no", "n", "false", "off", "0", "0.0"];

    /// <summary>The folders on this machine.</summary>
    public static JupyterFolders OfThisMachine() => new(
        OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "macos" : "linux",
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        Environment.GetEnvironmentVariable);

    /// <summary>The folder for this user's data.</summary>
    public string User => Set("JUPYTER_DATA_DIR") ?? system switch
    {
        "macos" when IsOn("JUPYTER_PLATFORM_DIRS") => Path.Combine(home, "Library", "Application Support", "Jupyter"),
        "macos" => Path.Combine(home, "Library", "Jupyter"),
        "windows" when IsOn("JUPYTER_PLATFORM_DIRS") && Set("LOCALAPPDATA") is { } local => Path.Combine(local, "Jupyter"),
        "windows" when Set("APPDATA") is { } roaming => Path.Combine(roaming, "jupyter"),
        "windows" => Path.Combine(Set("JUPYTER_CONFIG_DIR") ?? Path.Combine(home, ".jupyter"), "data"),
        _ => Path.Combine(Set("XDG_DATA_HOME") ?? Path.Combine(home, ".local", "share"), "jupyter"),
    };

    /// <summary>The folder of the Python environment that is active; null if none is.</summary>
    public string? OfEnvironment => (Set("VIRTUAL_ENV") ?? Set("CONDA_PREFIX")) is { } prefix ? Under(prefix) : null;

    /// <summary>All of them in their order: of two kernels with one name Jupyter takes the first.</summary>
    public IReadOnlyList<string> SearchPath
    {
        get
        {
            string?[] listed = (Set("JUPYTER_PATH") ?? "").Split(system == "windows" ? ';' : ':', StringSplitOptions.RemoveEmptyEntries);
            string?[] own = IsEnvironmentFirst ? [OfEnvironment, User] : [User, OfEnvironment];
            string?[] shared = system != "windows" ? ["/usr/local/share/jupyter", "/usr/share/jupyter"]
                : Set("PROGRAMDATA") is { } data ? [Path.Combine(data, "jupyter")]
                : [];
            return [.. listed.Concat(own).Concat(shared).OfType<string>().Distinct()];
        }
    }

    /// <summary>An environment that is active comes before the user's folder, unless it is conda's base environment.</summary>
    private bool IsEnvironmentFirst => Set("JUPYTER_PREFER_ENV_PATH") is null
        ? Set("VIRTUAL_ENV") is not null || Set("CONDA_DEFAULT_ENV") is { } name && name != "base"
        : IsOn("JUPYTER_PREFER_ENV_PATH");

    /// <summary>The folder below a prefix, in which a Python that was installed there looks.</summary>
    public static string Under(string prefix) => Path.Combine(prefix, "share", "jupyter");

    private string? Set(string name) => variable(name) is { Length: > 0 } value ? value : null;

    private bool IsOn(string name) => Set(name) is { } value && !No.Contains(value.ToLowerInvariant());
}
