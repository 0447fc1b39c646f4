using SmartMoney.Api.Data.Model;

namespace SmartMoney.Api.Infrastructure.Sessions;

/// <summary>What a route needs besides the default (reading: viewer and <c>read</c>; writing: editor and <c>write</c>).</summary>
/// <param name="Role">Least role in the book.</param>
/// <param name="Scope">Scope that a token must have.</param>
public sealed record Access(Role? Role = null, string? Scope = null);

/// <summary>Names the access of routes and groups.</summary>
public static class AccessExtensions
{
    /// <summary>The least role in the book for this route.</summary>
    public static TBuilder RequireRole<TBuilder>(this TBuilder builder, Role role) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Access(Role: role));

    /// <summary>The scope that a token must have for this route's unsafe methods.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder builder, string scope) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Access(Scope: scope));
}
