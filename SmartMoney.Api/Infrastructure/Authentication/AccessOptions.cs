using Microsoft.Extensions.Options;

namespace SmartMoney.Api.Infrastructure.Authentication;

/// <summary>How the installation is reached from outside, and who may set it up.</summary>
public sealed record AccessOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "SmartMoney";

    /// <summary>The address that browsers use, such as <c>https://money.example.org</c>; https makes cookies Secure. Optional.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>The word that setup asks for. Outside Development setup is closed until this or <see cref="SetupTokenFile"/> is set.</summary>
    public string? SetupToken { get; init; }

    /// <summary>A file that holds the setup token, read at each setup; wins over <see cref="SetupToken"/>.</summary>
    public string? SetupTokenFile { get; init; }

    /// <summary><see cref="PublicUrl"/>, read; null without one.</summary>
    public Uri? PublicAddress => Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) ? url : null;

    /// <summary>Whether browsers come over TLS.</summary>
    public bool IsSecure => PublicAddress?.Scheme == Uri.UriSchemeHttps;
}

/// <summary>Refuses to start on an address that is none.</summary>
internal sealed class AccessOptionsValidation : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options) =>
        string.IsNullOrEmpty(options.PublicUrl)
            || (Uri.TryCreate(options.PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{AccessOptions.Section}:PublicUrl is '{options.PublicUrl}': write the address that browsers use, such as https://money.example.org.");
}
