using Lectern.Jupyter;

namespace Lectern.Tests.Jupyter;

/// <summary>Where Jupyter looks for kernels. The expected folders are those that jupyter_core 5 names.</summary>
public sealed class JupyterFoldersTests
{
    [Theory]
    [InlineData("linux", "/home/ada", "", "/home/ada/.local/share/jupyter")]
    [InlineData("linux", "/home/ada", "XDG_DATA_HOME=/data", "/data/jupyter")]
    [InlineData("linux", "/home/ada", "JUPYTER_PLATFORM_DIRS=1", "/home/ada/.local/share/jupyter")]
    [InlineData("linux", "/home/ada", "XDG_DATA_HOME=/data JUPYTER_DATA_DIR=/own", "/own")]
    [InlineData("macos", "/Users/ada", "XDG_DATA_HOME=/data", "/Users/ada/Library/Jupyter")]
    [InlineData("macos", "/Users/ada", "JUPYTER_PLATFORM_DIRS=1", "/Users/ada/Library/Application Support/Jupyter")]
    [InlineData("macos", "/Users/ada", "JUPYTER_PLATFORM_DIRS=off", "/Users/ada/Library/Jupyter")]
    [InlineData("windows", "C:/Users/ada", "APPDATA=C:/Roaming", "C:/Roaming/jupyter")]
    [InlineData("windows", "C:/Users/ada", "APPDATA=C:/Roaming LOCALAPPDATA=C:/Local JUPYTER_PLATFORM_DIRS=1", "C:/Local/Jupyter")]
    [InlineData("windows", "C:/Users/ada", "", "C:/Users/ada/.jupyter/data")]
    [InlineData("windows", "C:/Users/ada", "JUPYTER_CONFIG_DIR=D:/conf", "D:/conf/data")]
    [InlineData("windows", "C:/Users/ada", "JUPYTER_DATA_DIR=D:/own APPDATA=C:/Roaming", "D:/own")]
    public void A_user_has_a_folder_of_their_own(string system, string home, string variables, string folder) =>
        Assert.Equal(folder, Folders(system, home, variables).User.Replace('\\', '/'));

    [Theory]
    [InlineData("linux", "", "/h/.local/share/jupyter /usr/local/share/jupyter /usr/share/jupyter")]
    [InlineData("linux", "JUPYTER_PATH=/a:/b JUPYTER_DATA_DIR=/own", "/a /b /own /usr/local/share/jupyter /usr/share/jupyter")]
    [InlineData("linux", "VIRTUAL_ENV=/venv JUPYTER_DATA_DIR=/own", "/venv/share/jupyter /own /usr/local/share/jupyter /usr/share/jupyter")]
    [InlineData("linux", "VIRTUAL_ENV=/venv JUPYTER_DATA_DIR=/own JUPYTER_PREFER_ENV_PATH=0", "/own /venv/share/jupyter /usr/local/share/jupyter /usr/share/jupyter")]
    [InlineData("macos", "CONDA_PREFIX=/conda CONDA_DEFAULT_ENV=base", "/h/Library/Jupyter /conda/share/jupyter /usr/local/share/jupyter /usr/share/jupyter")]
    [InlineData("macos", "CONDA_PREFIX=/conda CONDA_DEFAULT_ENV=course", "/conda/share/jupyter /h/Library/Jupyter /usr/local/share/jupyter /usr/share/jupyter")]
    [InlineData("windows", "JUPYTER_PATH=C:/a;D:/b APPDATA=C:/Roaming PROGRAMDATA=C:/Data", "C:/a D:/b C:/Roaming/jupyter C:/Data/jupyter")]
    public void The_first_folder_wins(string system, string variables, string folders) =>
        Assert.Equal(folders, string.Join(' ', Folders(system, "/h", variables).SearchPath).Replace('\\', '/'));

    [Fact]
    public void Without_an_active_environment_there_is_no_folder_of_one()
    {
        Assert.Null(Folders("linux", "/h", "").OfEnvironment);
        Assert.Equal("/venv/share/jupyter", Folders("linux", "/h", "VIRTUAL_ENV=/venv CONDA_PREFIX=/conda").OfEnvironment!.Replace('\\', '/'));
    }

    private static JupyterFolders Folders(string system, string home, string variables)
    {
        var values = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('=')).ToDictionary(parts => parts[0], parts => parts[1]);
        return new JupyterFolders(system, home, values.GetValueOrDefault);
    }
}
