using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using SmartMoney.Gateway.Errors;
using SmartMoney.ServiceDefaults.Proxies;

namespace SmartMoney.Gateway.Limits;

/// <summary>
/// What is worth hammering at: a client gets some attempts at once and then one at a time, at each of these doors. By address, so it also
/// stops a client that goes through many accounts; the API counts by account.
/// </summary>
internal static class DoorLimits
{
    internal static void AddDoorLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddRateLimiter(static _ => { });
        builder.Services.AddOptions<RateLimiterOptions>().Configure<IOptions<GatewayOptions>>(static (limiter, options) =>
        {
            var limits = options.Value;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => DoorOf(context.Request) is var door && door is not Door.None
                ? RateLimitPartition.GetTokenBucketLimiter($"{door} {ClientAddress.Of(context.Connection.RemoteIpAddress)}", _ => Bucket(door, limits))
                : RateLimitPartition.GetNoLimiter(""));
            limiter.OnRejected = static async (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : TimeSpan.FromSeconds(1);
                await GatewayAnswer.TooMany(wait).WriteAsync(rejected.HttpContext);
            };
        });
    }

    private enum Door
    {
        None,
        Login,
        Setup,
        Reset,
        Invitation,
        Access,
        Import,
    }

    // Each API route together with the page that relays to it. Reading is free, except a link's page, which asks whether its token is good.
    private static Door DoorOf(HttpRequest request)
    {
        var reads = OnlyReads(request.Method);
        if (request.Path.Value is not { } path || (reads && !BringsToken(request)))
            return Door.None;
        return path.ToUpperInvariant().Trim('/').Split('/') switch
        {
            ["RESET"] => Door.Reset,
            ["INVITATION"] => Door.Invitation,
            _ when reads => Door.None,
            ["API", "V1", "AUTH", "LOGIN" or "SECOND-FACTOR"] or ["API", "V1", "AUTH", "PASSKEY", ..] or ["LOGIN", ..] => Door.Login,
            ["API", "V1", "SETUP"] or ["SETUP"] => Door.Setup,
            ["API", "V1", "AUTH", "RESET", ..] => Door.Reset,
            ["API", "V1", "INVITATIONS", ..] => Door.Invitation,
            ["API", "V1", "TOKENS", ..] or ["API", "V1", "BOOKS", _, "INVITATIONS" or "MEMBERS", ..] or ["SETTINGS", "TOKENS" or "MEMBERS"] => Door.Access,
            _ => BodyLimits.TakesFiles(request) ? Door.Import : Door.None,
        };
    }

    private static bool OnlyReads(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    // Where a page looks for it: in the query, and in a form, which even a GET may carry.
    private static bool BringsToken(HttpRequest request) => request.Query.ContainsKey("token") || request.HasFormContentType;

    private static TokenBucketRateLimiterOptions Bucket(Door door, GatewayOptions options) => new()
    {
        TokenLimit = door switch { Door.Access => options.AccessAttempts, Door.Import => options.Uploads, _ => options.SignInAttempts },
        TokensPerPeriod = 1,
        ReplenishmentPeriod = door is Door.Import ? options.UploadRefill : options.SignInRefill,
        QueueLimit = 0,
    };
}
