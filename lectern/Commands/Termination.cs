using System.Runtime.InteropServices;

namespace Lectern.Commands;

/// <summary>Ends the work in good order on Ctrl+C, when the system asks for it, and when the terminal is closed.</summary>
internal sealed class Termination : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    public Termination() => registrations =
    [
        Register(PosixSignal.SIGINT, ExitCodes.Interrupted),
        Register(PosixSignal.SIGTERM, ExitCodes.Terminated),
        Register(PosixSignal.SIGHUP, ExitCodes.HungUp),
    ];

    public CancellationToken Token => source.Token;

    /// <summary>By the shells' convention 128 more than the signal's number.</summary>
    public int ExitCode { get; private set; } = ExitCodes.Interrupted;

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        source.Dispose();
    }

    private PosixSignalRegistration Register(PosixSignal signal, int exitCode) => PosixSignalRegistration.Create(signal, context =>
    {
        if (source.IsCancellationRequested) return; // asked for a second time: the system ends it at once

        context.Cancel = true;
        ExitCode = exitCode;
        source.Cancel();
    });
}
