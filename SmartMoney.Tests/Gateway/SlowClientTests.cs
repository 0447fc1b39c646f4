using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Shouldly;
using SmartMoney.Tests.Gateway.Drivers;
using Xunit;

namespace SmartMoney.Tests.Gateway;

[Trait("needs", "long")]
public sealed class SlowClientTests
{
    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nX-Half")]
    [InlineData("POST /import HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nfirst bytes")]
    public async Task A_client_that_stops_in_the_middle_is_let_go(string half)
    {
        await using var door = await Door.OpenAsync(web: context => context.Request.Body.CopyToAsync(Stream.Null));

        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, door.Client.BaseAddress!.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(half));

        var watch = Stopwatch.StartNew();
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(40));

        answer.ShouldStartWith("HTTP/1.1 408 Request Timeout");
        watch.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(35));
    }
}
