using System.Net;
using System.Net.Sockets;

namespace Lectern.Tests;

/// <summary>
/// Ports for servers that are told theirs. The system would name one that is free, and might give it to another program before the
/// server takes it; these lie below all that systems choose themselves, and each is given to one server only.
/// </summary>
internal static class TestPort
{
    private const int First = 20_000;
    private const int Count = 10_000;

    /// <summary>Test runs at the same time begin at different ones.</summary>
    private static int given = Environment.ProcessId;

    public static int Next()
    {
        for (var attempt = 0; attempt < Count; attempt++)
        {
            var port = First + Interlocked.Increment(ref given) % Count;
            if (IsFree(port)) return port;
        }

        throw new InvalidOperationException($"none of the ports from {First} to {First + Count - 1} is free");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using TcpListener probe = new(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
