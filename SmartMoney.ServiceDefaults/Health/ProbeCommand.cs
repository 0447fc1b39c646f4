using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SmartMoney.ServiceDefaults.Health;

/// <summary>
/// <c>--probe [ready|live]</c>: a service asks the one that runs beside it in the same container. The images have no shell and no curl, and a
/// whole HTTP stack would cost more than the answer: this runs every few seconds, so nothing of the host is built for it.
/// </summary>
public static class ProbeCommand
{
    private const string Usage = "usage: --probe [ready|live]";
    private const int DefaultPort = 8080;

    // By which a service is told where to listen (https://learn.microsoft.com/aspnet/core/fundamentals/servers/kestrel/endpoints).
    private static readonly string[] PortVariables = ["HTTP_PORTS", "ASPNETCORE_HTTP_PORTS", "DOTNET_HTTP_PORTS"];

    // Longer than the service gives itself, so that its own answer is seen.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Whether the program was started as a probe.</summary>
    public static bool IsAsked(string[] args) => args is ["--probe", ..];

    /// <summary>Asks.</summary>
    /// <param name="args">The program's arguments, <c>--probe</c> first.</param>
    /// <returns>0 when the service is ready (or alive); 1 when it is not, with the reason on standard error; 2 for a call that is not understood.</returns>
    public static Task<int> RunAsync(string[] args) => RunAsync(args, Environment.GetEnvironmentVariable, Console.Error);

    internal static async Task<int> RunAsync(string[] args, Func<string, string?> environment, TextWriter problems)
    {
        var path = args switch
        {
            ["--probe"] or ["--probe", "ready"] => "/health",
            ["--probe", "live"] => "/alive",
            _ => null,
        };
        if (path is null)
        {
            await problems.WriteLineAsync(Usage);
            return 2;
        }

        try
        {
            using var patience = new CancellationTokenSource(Patience);
            if (await StatusAsync(PortOf(environment), path, patience.Token) is var status && status == "200")
                return 0;
            await problems.WriteLineAsync($"{path} answered {status}.");
        }
        catch (Exception away) when (away is SocketException or IOException or OperationCanceledException)
        {
            await problems.WriteLineAsync($"{path} did not answer: {away.Message}");
        }

        return 1;
    }

    private static int PortOf(Func<string, string?> environment) =>
        PortVariables.Select(environment).FirstOrDefault(static ports => !string.IsNullOrWhiteSpace(ports)) is { } all
        && int.TryParse(all.Split(';')[0], CultureInfo.InvariantCulture, out var port)
            ? port : DefaultPort;

    // HTTP/1.1 as in RFC 9112: the code is the second word of the first line.
    private static async Task<string> StatusAsync(int port, string path, CancellationToken cancel)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port, cancel);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), cancel);
        var line = new byte["HTTP/1.1 200".Length];
        for (var length = 0; length < line.Length;)
        {
            var read = await socket.ReceiveAsync(line.AsMemory(length), cancel);
            if (read == 0)
                throw new IOException("The connection was closed.");
            length += read;
        }

        return Encoding.ASCII.GetString(line)["HTTP/1.1 ".Length..];
    }
}
