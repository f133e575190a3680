namespace Lectern.Commands;

internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>A notebook failed, is not one, or its output cannot be written.</summary>
    public const int Failure = 1;

    /// <summary>The command line cannot be carried out.</summary>
    public const int Usage = 2;

    /// <summary>Ctrl+C, by the shells' convention.</summary>
    public const int Interrupted = 130;

    /// <summary>The terminal was closed (SIGHUP).</summary>
    public const int HungUp = 129;

    /// <summary>The system asked for it (SIGTERM).</summary>
    public const int Terminated = 143;
}
