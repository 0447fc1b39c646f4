namespace SmartMoney.Api.Infrastructure.Authentication;

/// <summary>Names of the authentication schemes.</summary>
public static class Schemes
{
    /// <summary>Chooses between the two others: a request with a bearer token is an API client's, any other a browser's.</summary>
    public const string Any = "any";

    /// <summary>A browser's session, by cookie.</summary>
    public const string Session = "session";

    /// <summary>An API client's token, by <c>Authorization: Bearer</c>.</summary>
    public const string Token = "token";

    private const string Bearer = "Bearer";

    /// <summary>The text after <c>Bearer</c>, or null when the request carries none.</summary>
    public static string? BearerOf(HttpRequest request)
    {
        var parts = request.Headers.Authorization.ToString().Split(' ', 2, StringSplitOptions.TrimEntries);
        return parts[0].Equals(Bearer, StringComparison.OrdinalIgnoreCase) ? parts.ElementAtOrDefault(1) ?? "" : null;
    }
}
