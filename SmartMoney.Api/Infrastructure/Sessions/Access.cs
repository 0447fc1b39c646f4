using Microsoft.AspNetCore.Http.HttpResults;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Infrastructure.Sessions;

/// <summary>What a route needs besides the default (reading: viewer and <c>read</c>; writing: editor and <c>write</c>).</summary>
/// <param name="Role">Least role in the book.</param>
/// <param name="Scope">Scope that a token must have.</param>
/// <param name="Browser">Whether no token may do it, whatever its scopes.</param>
/// <param name="ToOneself">Least role of who does it to themselves: where the route's <c>userId</c> is the caller's own.</param>
public sealed record Access(Role? Role = null, string? Scope = null, bool Browser = false, Role? ToOneself = null);

/// <summary>What a route needs, with the defaults filled in.</summary>
/// <param name="Role">Least role in the book, for a route below one.</param>
/// <param name="Scope">Scope that a token must have.</param>
/// <param name="Browser">Whether no token may do it.</param>
/// <param name="ToOneself">Least role of who does it to themselves.</param>
public sealed record Needs(Role Role, string Scope, bool Browser, Role ToOneself)
{
    /// <summary>Reads the endpoint's metadata; what is said last, nearest to the route, wins.</summary>
    public static Needs Of(IEnumerable<object> metadata, string method)
    {
        var rules = metadata.OfType<Access>().ToList();
        var reading = HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
        var role = rules.LastOrDefault(rule => rule.Role is not null)?.Role ?? (reading ? Role.Viewer : Role.Editor);
        return new(
            role,
            reading ? "read" : rules.LastOrDefault(rule => rule.Scope is not null)?.Scope ?? "write",
            rules.Any(rule => rule.Browser),
            rules.LastOrDefault(rule => rule.ToOneself is not null)?.ToOneself ?? role);
    }

    /// <summary>403: the caller's role is too small.</summary>
    public static ProblemHttpResult Refusal(Role least, Role role) =>
        Problems.Forbidden($"This needs the role '{least.Word()}' in the book; yours is '{role.Word()}'.");
}

/// <summary>Names the access of routes and groups.</summary>
public static class AccessExtensions
{
    /// <summary>The least role in the book for this route.</summary>
    public static TBuilder RequireRole<TBuilder>(this TBuilder builder, Role role) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Access(Role: role));

    /// <summary>The least role to do it to oneself, for a route with <c>{userId}</c>.</summary>
    public static TBuilder AllowOneself<TBuilder>(this TBuilder builder, Role role) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Access(ToOneself: role));

    /// <summary>No token may do it: below a book, where an unknown book is to be told from a refusal first.</summary>
    public static TBuilder RequireBrowser<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Access(Browser: true));

    /// <summary>The scope that a token must have for this route's unsafe methods.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder builder, string scope) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Access(Scope: scope));
}
