using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;

namespace SmartMoney.ServiceDefaults.Discovery;

/// <summary>
/// The addresses behind a service's name, from <c>services:{name}:{scheme}:{n}</c> (environment <c>services__api__http__0</c>),
/// which is how Aspire hands references to a project.
/// </summary>
public sealed class ServiceAddresses(IConfiguration configuration, TimeProvider clock)
{
    // Long enough not to run into the same dead replica with each request, short enough to notice its return.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, int> _turns = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<Uri, long> _refusedAt = new();

    /// <summary>All addresses of a service, in configured order; the first of the schemes that has any decides.</summary>
    /// <param name="name">The service's name, such as <c>api</c>.</param>
    /// <param name="schemes">Schemes in order of preference; <c>http</c> unless told.</param>
    /// <exception cref="InvalidOperationException">The name has no address for these schemes, or one that is not an address.</exception>
    public IReadOnlyList<Uri> Of(string name, params IReadOnlyList<string> schemes)
    {
        ArgumentNullException.ThrowIfNull(schemes);
        if (schemes.Count == 0)
            schemes = ["http"];
        foreach (var scheme in schemes)
        {
            var addresses = configuration.GetSection($"services:{name}:{scheme}").GetChildren()
                .Where(static entry => !string.IsNullOrWhiteSpace(entry.Value))
                .OrderBy(static entry => int.TryParse(entry.Key, out var n) ? n : int.MaxValue)
                .Select(static entry => Parse(entry))
                .ToList();
            if (addresses.Count > 0)
                return addresses;
        }
        throw new InvalidOperationException(
            $"No address is configured for the service '{name}' over {string.Join(" or ", schemes)}: " +
            $"set services__{name}__{schemes[0]}__0, or give this project a reference to '{name}' in the app model.");
    }

    /// <summary>The next address in turn, passing over those that refused a connection a moment ago unless all did.</summary>
    /// <inheritdoc cref="Of" path="/exception"/>
    public Uri Next(string name, params IReadOnlyList<string> schemes)
    {
        var all = Of(name, schemes);
        if (all.Count == 1)
            return all[0];
        var willing = all.Where(address => !IsResting(address)).ToList();
        var choice = willing.Count > 0 ? willing : all;
        var turn = _turns.AddOrUpdate(name, 0, static (_, last) => unchecked(last + 1));
        return choice[(int)((uint)turn % (uint)choice.Count)];
    }

    /// <summary>Remembers that nobody listens there just now.</summary>
    public void Refused(Uri address) => _refusedAt[address] = clock.GetTimestamp();

    private bool IsResting(Uri address) =>
        _refusedAt.TryGetValue(address, out var since) && clock.GetElapsedTime(since) < Rest;

    private static Uri Parse(IConfigurationSection entry) =>
        Uri.TryCreate(entry.Value, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
            ? address
            : throw new InvalidOperationException($"{entry.Path} is '{entry.Value}': it must be an address such as http://localhost:5001.");
}
