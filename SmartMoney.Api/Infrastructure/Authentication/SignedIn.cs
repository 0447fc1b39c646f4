namespace SmartMoney.Api.Infrastructure.Authentication;

/// <summary>The feature of a request that came with a live browser session.</summary>
/// <param name="Secret">What its cookie holds.</param>
public sealed record SignedIn(SessionSecret Secret)
{
    /// <summary>The request's session; null for an API client and for a stranger.</summary>
    public static SignedIn? Of(HttpContext context) => context.Features.Get<SignedIn>();
}
