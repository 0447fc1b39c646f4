using System.Globalization;
using Microsoft.Extensions.Options;

namespace SmartMoney.Gateway;

/// <summary>What an operator may change about the door.</summary>
public sealed record GatewayOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Gateway";

    /// <summary>Largest request body in bytes, wherever no file is uploaded.</summary>
    public long BodyLimit { get; init; } = 1024 * 1024;

    /// <summary>Largest upload in bytes: a file of 50 MB and the multipart form around it.</summary>
    public long UploadLimit { get; init; } = 52 * 1024 * 1024;

    /// <summary>Attempts that one client may make at once at each of these: signing in, setup, password links, invitation links.</summary>
    public int SignInAttempts { get; init; } = 10;

    /// <summary>Tokens, invitations and changes of members that one client may make at once; more are granted like sign-ins.</summary>
    public int AccessAttempts { get; init; } = 60;

    /// <summary>Time after which one more attempt is granted.</summary>
    public TimeSpan SignInRefill { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Files that one client may upload at once.</summary>
    public int Uploads { get; init; } = 300;

    /// <summary>Time after which one more upload is granted.</summary>
    public TimeSpan UploadRefill { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Time without a byte in either direction after which a request is given up: committing a large import is silent for minutes.</summary>
    public TimeSpan ActivityTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Time between two probes of each replica.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Time after which the name of a service is looked up again: replicas come and go behind it.</summary>
    public TimeSpan NameRefresh { get; init; } = TimeSpan.FromSeconds(2);
}

/// <summary>The address people type; decides whether browsers are told to insist on https.</summary>
public sealed record PublicAddress
{
    /// <summary>The configuration section, shared with the API.</summary>
    public const string Section = "SmartMoney";

    /// <summary>Such as <c>https://money.example.org</c>; absent in development.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>True when the public address is https.</summary>
    public bool IsHttps => Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps;
}

/// <summary>Registers the options and what they must keep to.</summary>
internal static class GatewayOptionsSetup
{
    internal static void AddGatewayOptions(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<GatewayOptions>, GatewayValidation>();
        builder.Services.AddOptions<PublicAddress>().BindConfiguration(PublicAddress.Section)
            .Validate(
                static address => string.IsNullOrEmpty(address.PublicUrl)
                    || (Uri.TryCreate(address.PublicUrl, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https")),
                "SmartMoney:PublicUrl must be an address such as https://money.example.org.")
            .ValidateOnStart();
    }

    private sealed class GatewayValidation : IValidateOptions<GatewayOptions>
    {
        public ValidateOptionsResult Validate(string? name, GatewayOptions options)
        {
            var wrong = new List<string>();
            Require(options.BodyLimit is >= 1024 and <= 1024L * 1024 * 1024, nameof(options.BodyLimit), "1024 to 1073741824 bytes");
            Require(options.UploadLimit >= options.BodyLimit && options.UploadLimit <= 1024L * 1024 * 1024, nameof(options.UploadLimit), "BodyLimit to 1073741824 bytes");
            Require(options.SignInAttempts is >= 1 and <= 100_000, nameof(options.SignInAttempts), "1 to 100000");
            Require(options.AccessAttempts is >= 1 and <= 100_000, nameof(options.AccessAttempts), "1 to 100000");
            Require(options.Uploads is >= 1 and <= 100_000, nameof(options.Uploads), "1 to 100000");
            Between(options.UploadRefill, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1), nameof(options.UploadRefill));
            Between(options.SignInRefill, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1), nameof(options.SignInRefill));
            Between(options.ActivityTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), nameof(options.ActivityTimeout));
            Between(options.ProbeInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1), nameof(options.ProbeInterval));
            Between(options.NameRefresh, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1), nameof(options.NameRefresh));
            return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

            void Between(TimeSpan value, TimeSpan low, TimeSpan high, string key) =>
                Require(value >= low && value <= high, key, string.Create(CultureInfo.InvariantCulture, $"{low} to {high}"));

            void Require(bool holds, string key, string range)
            {
                if (!holds)
                    wrong.Add($"{GatewayOptions.Section}:{key} must be {range}.");
            }
        }
    }
}
