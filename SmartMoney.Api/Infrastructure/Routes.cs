using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Infrastructure;

/// <summary>The groups that every feature hangs its routes into: authorisation is decided here, once.</summary>
public static class Routes
{
    /// <summary>Everything below <c>/api/v1</c> for a signed-in caller, in one transaction that ends with the answer.</summary>
    public static RouteGroupBuilder MapSignedIn(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1").RequireAuthorization();
        // The body first: a request that cannot be read reaches neither the stored answers nor the handler.
        group.AddEndpointFilter<BodyFilter>();
        group.AddEndpointFilter<CommitFilter>();
        return group;
    }

    /// <summary>Everything below <c>/api/v1/books/{bookId}</c>: members only, by role.</summary>
    public static RouteGroupBuilder MapBook(this RouteGroupBuilder signedIn) => signedIn.MapGroup("/books/{bookId}");

    /// <summary>Everything below <c>/api/v1</c> that needs no caller.</summary>
    public static RouteGroupBuilder MapAnonymous(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1").AllowAnonymous();
        group.AddEndpointFilter<BodyFilter>();
        return group;
    }
}
