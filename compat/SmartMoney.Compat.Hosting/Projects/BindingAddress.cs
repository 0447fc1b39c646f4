using System.Globalization;

namespace Aspire.Hosting;

/// <summary>An address that a server binds: <c>http://localhost:5000</c>, also with <c>*</c> or <c>+</c> for the host.</summary>
/// <param name="Scheme">http or https.</param>
/// <param name="Host">The host.</param>
/// <param name="Port">The port; null when the address names none.</param>
internal sealed record BindingAddress(string Scheme, string Host, int? Port)
{
    /// <exception cref="DistributedApplicationException">It is no address.</exception>
    public static BindingAddress Parse(string address)
    {
        var schemeEnd = address.IndexOf("://", StringComparison.Ordinal);
        if (schemeEnd < 1)
        {
            throw new DistributedApplicationException($"'{address}' is no address: it needs the form http://host:port.");
        }

        var authority = address[(schemeEnd + 3)..].Split('/')[0];
        var colon = authority.LastIndexOf(':');
        var hasPort = colon > authority.LastIndexOf(']');
        var host = hasPort ? authority[..colon] : authority;
        int? port = hasPort && int.TryParse(authority[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number != 0 ? number : null;
        return new BindingAddress(address[..schemeEnd].ToLowerInvariant(), host, port);
    }
}
