using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Features.Setup;

/// <summary>
/// Decides who may set the installation up. On a server reachable by others the first visitor must not become its
/// operator: there setup asks for a token that only who can read the server's configuration knows.
/// </summary>
internal sealed class SetupGate(IOptionsMonitor<AccessOptions> options, IHostEnvironment environment)
{
    /// <summary>Whether setup asks for a token: always outside Development, and in it when one is configured.</summary>
    public async Task<bool> AsksForTokenAsync(CancellationToken cancel) => !environment.IsDevelopment() || await ConfiguredAsync(cancel) is not null;

    /// <summary>403 unless the token is right.</summary>
    public async Task<ProblemHttpResult?> CheckAsync(string? token, CancellationToken cancel)
    {
        if (await ConfiguredAsync(cancel) is { } configured)
            return token is not null && Same(token.Trim(), configured) ? null : Refuse("The setup token is not right: copy it from the server's configuration.");
        return environment.IsDevelopment()
            ? null
            : Refuse($"No setup token is configured, so setup is closed. Set {AccessOptions.Section}__{nameof(AccessOptions.SetupToken)} "
                + $"or {AccessOptions.Section}__{nameof(AccessOptions.SetupTokenFile)} on the API and start it again.");
    }

    private async Task<string?> ConfiguredAsync(CancellationToken cancel)
    {
        var access = options.CurrentValue;
        var text = access.SetupTokenFile is { Length: > 0 } file
            ? File.Exists(file) ? await File.ReadAllTextAsync(file, cancel) : null
            : access.SetupToken;
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    // Over hashes, so that not even the length shows in the time it takes.
    private static bool Same(string given, string configured) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(configured)));

    private static ProblemHttpResult Refuse(string detail) => TypedResults.Problem(
        detail,
        statusCode: StatusCodes.Status403Forbidden,
        title: "Setup needs its token",
        type: Problems.Prefix + "setup-token",
        extensions: [new("errors", new Dictionary<string, string[]>(StringComparer.Ordinal) { ["setupToken"] = [detail] })]);
}
