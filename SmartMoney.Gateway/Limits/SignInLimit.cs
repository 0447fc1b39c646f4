using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using SmartMoney.Gateway.Errors;
using SmartMoney.ServiceDefaults.Proxies;

namespace SmartMoney.Gateway.Limits;

/// <summary>
/// Sign-in and setup are the doors worth hammering at: a client gets a few attempts at once and then one at a time.
/// By address, so it also stops a client that goes through many accounts; one account tried from many addresses is not slowed down.
/// </summary>
internal static class SignInLimit
{
    internal static void AddSignInLimit(this WebApplicationBuilder builder)
    {
        builder.Services.AddRateLimiter(static _ => { });
        builder.Services.AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>().Configure<IOptions<GatewayOptions>>(static (limiter, options) =>
        {
            var bucket = Bucket(options.Value);
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Door(context.Request) is { } door
                ? RateLimitPartition.GetTokenBucketLimiter($"{door} {ClientAddress.Of(context.Connection.RemoteIpAddress)}", _ => bucket)
                : RateLimitPartition.GetNoLimiter(""));
            limiter.OnRejected = static async (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : TimeSpan.FromSeconds(1);
                await GatewayAnswer.TooMany(wait).WriteAsync(rejected.HttpContext);
            };
        });
    }

    private static string? Door(HttpRequest request) =>
        !HttpMethods.IsPost(request.Method) ? null : request.Path.Value?.TrimEnd('/').ToUpperInvariant() switch
        {
            "/API/V1/AUTH/LOGIN" or "/LOGIN" => "login",
            "/API/V1/SETUP" or "/SETUP" => "setup",
            _ => null,
        };

    private static TokenBucketRateLimiterOptions Bucket(GatewayOptions options) => new()
    {
        TokenLimit = options.SignInAttempts,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = options.SignInRefill,
        QueueLimit = 0,
    };
}
