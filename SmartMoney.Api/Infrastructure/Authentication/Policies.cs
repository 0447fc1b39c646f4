using Microsoft.AspNetCore.Authorization;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Infrastructure.Authentication;

/// <summary>What only some callers may do, whatever their role in a book.</summary>
public static class Policies
{
    /// <summary>A person in a browser; no token may do it for them.</summary>
    public const string Browser = "browser";

    /// <summary>What a token is told where <see cref="Browser"/> is needed.</summary>
    internal const string NeedsBrowser = "An API token may not do this: sign in with a browser.";

    /// <summary>A caller that is not held to one book.</summary>
    public const string AllBooks = "all-books";

    internal static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(Browser, policy => policy.RequireClaim(Caller.SessionClaim));
        options.AddPolicy(AllBooks, policy => policy.RequireAssertion(context => !context.User.HasClaim(claim => claim.Type == Caller.BookClaim)));
    }

    /// <summary>Why a route was refused, for the caller to read.</summary>
    internal static string ReasonOf(Endpoint? endpoint) =>
        endpoint?.Metadata.GetOrderedMetadata<IAuthorizeData>().LastOrDefault(data => data.Policy is not null)?.Policy switch
        {
            Browser => NeedsBrowser,
            AllBooks => "This token is for one book only: use another token, or sign in with a browser.",
            _ => "You may not do this.",
        };
}
