using SmartMoney.ServiceDefaults.Proxies;

namespace SmartMoney.Api.Infrastructure.Authentication;

/// <summary>Where a request comes from, in words that its owner recognises.</summary>
/// <param name="Address">The network, see <see cref="ClientAddress"/>.</param>
/// <param name="Device">Browser and system, such as <c>Firefox, Linux</c>; the program's name for a script. At most 60 characters.</param>
internal sealed record Visitor(string Address, string Device)
{
    private const int Longest = 60;

    // The first that occurs wins: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari.
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    public static Visitor Of(HttpContext http) => new(ClientAddress.Of(http.Connection.RemoteIpAddress), DeviceOf(http.Request.Headers.UserAgent.ToString()));

    internal static string DeviceOf(string userAgent)
    {
        string?[] parts = [Find(Browsers, userAgent), Find(Systems, userAgent)];
        var known = string.Join(", ", parts.Where(part => part is not null));
        if (known.Length > 0)
            return known;
        // A script: the product of RFC 9110 section 10.1.5, without what is no plain text.
        var product = new string([.. userAgent.Split(' ', 2)[0].Where(letter => letter is > ' ' and <= '~').Take(Longest)]);
        return product.Length > 0 ? product : "?";
    }

    private static string? Find((string Mark, string Name)[] names, string text) =>
        names.FirstOrDefault(name => text.Contains(name.Mark, StringComparison.Ordinal)).Name;
}
