using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Infrastructure.Http;

/// <summary>How often one user may do what costs much or hands out access, on each replica; the gateway limits each address besides.</summary>
public sealed record AccountLimitOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Limits";

    /// <summary>API tokens that a user may make at once; one more every <see cref="AccessRefill"/>.</summary>
    public int Tokens { get; init; } = 60;

    /// <summary>Invitations that a user may make at once; one more every <see cref="AccessRefill"/>.</summary>
    public int Invitations { get; init; } = 60;

    /// <summary>Files that a user may upload at once; one more every <see cref="ImportRefill"/>.</summary>
    public int Imports { get; init; } = 300;

    /// <summary>E-mail addresses that a user may ask for at once, as the answer tells whether somebody has it; one more every <see cref="EmailRefill"/>.</summary>
    public int Emails { get; init; } = 5;

    /// <summary>Time after which one more e-mail address may be asked for.</summary>
    public TimeSpan EmailRefill { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often one session may end others at once; one more every <see cref="EndRefill"/>. Who stole one cannot end its owner's for ever.</summary>
    public int Ends { get; init; } = 10;

    /// <summary>Time after which a session may end others once more.</summary>
    public TimeSpan EndRefill { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The longest that an upload or a download may take; then its connection is closed.</summary>
    public TimeSpan LongestStream { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Time after which one more token or invitation is granted.</summary>
    public TimeSpan AccessRefill { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time after which one more upload is granted.</summary>
    public TimeSpan ImportRefill { get; init; } = TimeSpan.FromSeconds(1);
}

/// <summary>Limits by account: 429 with <c>Retry-After</c>, after it is known who calls and that they may.</summary>
internal static class AccountLimits
{
    /// <summary>Making API tokens.</summary>
    public const string Tokens = "tokens";

    /// <summary>Making invitations.</summary>
    public const string Invitations = "invitations";

    /// <summary>Uploading files.</summary>
    public const string Imports = "imports";

    /// <summary>Changing the e-mail address.</summary>
    public const string Emails = "emails";

    /// <summary>Ending sessions, by the session that does it.</summary>
    public const string Ends = "ends";

    public static void AddAccountLimits(this IServiceCollection services)
    {
        services.AddOptions<AccountLimitOptions>().BindConfiguration(AccountLimitOptions.Section)
            .Validate(options => options is { Tokens: > 0, Invitations: > 0, Imports: > 0, Emails: > 0, Ends: > 0 }
                    && new[] { options.AccessRefill, options.ImportRefill, options.EmailRefill, options.EndRefill, options.LongestStream }.All(time => time > TimeSpan.Zero),
                $"{AccountLimitOptions.Section}: every number and time must be more than zero.")
            .ValidateOnStart();
        services.AddSingleton<Turns>();
        services.AddRateLimiter(static _ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<AccountLimitOptions>>((limiter, limits) =>
        {
            var options = limits.Value;
            Add(Tokens, options.Tokens, options.AccessRefill);
            Add(Invitations, options.Invitations, options.AccessRefill);
            Add(Imports, options.Imports, options.ImportRefill);
            Add(Emails, options.Emails, options.EmailRefill);
            Add(Ends, options.Ends, options.EndRefill, static caller => caller.SessionId);
            limiter.OnRejected = static async (rejected, _) => await Problems.TooMany(
                rejected.HttpContext,
                rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : TimeSpan.FromSeconds(1),
                "too-many-requests",
                "That was often for one account.").ExecuteAsync(rejected.HttpContext);

            void Add(string name, int atOnce, TimeSpan refill, Func<Caller, Guid?>? whose = null) => limiter.AddPolicy(name, http => RateLimitPartition.GetTokenBucketLimiter(
                http.RequestServices.GetRequiredService<BookSession>().Caller is var caller && whose?.Invoke(caller) is { } other ? other : caller.UserId,
                _ => new() { TokenLimit = atOnce, TokensPerPeriod = 1, ReplenishmentPeriod = refill, QueueLimit = 0 }));
        });
    }
}
