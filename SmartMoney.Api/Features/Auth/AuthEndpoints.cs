using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Features.Books;
using SmartMoney.Api.Infrastructure.Audit;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Auth;

/// <summary>Signing in and out, and who one is.</summary>
public static class AuthEndpoints
{
    public static void AddAuth(this IServiceCollection services)
    {
        services.AddSingleton<Decoy>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<SignIn>();
    }

    public static void MapLogin(this RouteGroupBuilder anonymous) =>
        anonymous.MapPost("/auth/login", LoginAsync).WithName("login").WithSummary("Sign in: sets the session cookie, or asks for the second factor");

    public static void MapAuth(this RouteGroupBuilder signedIn)
    {
        signedIn.MapPost("/auth/logout", (Delegate)LogoutAsync).RequireAuthorization(Policies.Browser).WithMetadata(new NeverStored())
            .WithName("logout").WithSummary("Sign out: ends the session on every replica");
        signedIn.MapGet("/auth/me", MeAsync).WithName("me").WithSummary("Who the caller is, and which books are theirs");
    }

    private static async Task<Results<NoContent, Ok<SecondFactorNeeded>, ProblemHttpResult>> LoginAsync(
        Body<Credentials> body, PasswordCheck check, SignIn signIn, HttpContext http)
    {
        var (email, password) = body.Value;
        var errors = new Errors();
        errors.Require(!string.IsNullOrWhiteSpace(email), "email", "'email' is required.");
        errors.Require(password is { Length: > 0 and <= AuthenticationSetup.LongestPassword }, "password", "'password' is required.");
        if (errors.Any)
            return errors.Problem();

        var (user, refusal) = await check.SignInAsync(email!, password!, http);
        if (user is null)
            return refusal!;
        var (missing, overtaken) = await signIn.AfterPasswordAsync(user, http);
        if (overtaken is not null)
            return overtaken;
        return missing is null ? TypedResults.NoContent() : TypedResults.Ok(missing);
    }

    private static async Task<NoContent> LogoutAsync(BookSession session, AuditLog audit, HttpContext http, CancellationToken cancel)
    {
        await audit.RecordAsync(AuditKind.SignedOut, session.Caller.UserId, book: null, subject: null, cancel);
        await http.SignOutAsync(Schemes.Session);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Me>> MeAsync(BookSession session, HttpContext http, CancellationToken cancel)
    {
        var user = session.Caller.UserId;
        var email = await session.Db.Users.Where(row => row.Id == user).Select(row => row.Email).SingleAsync(cancel);
        var books = await session.OwnBooks().OrderBy(pair => pair.Book.Id).ToListAsync(cancel);
        var now = session.Clock.GetUtcNow();
        return TypedResults.Ok(new Me(
            user, email!, SignedIn.Of(http)?.Secret.FormToken, [.. books.Select(pair => BookView.Of(pair.Book, pair.Role, now))]));
    }
}

/// <summary>What a user signs in with.</summary>
public sealed record Credentials(string? Email, string? Password);

/// <summary>Who the caller is.</summary>
/// <param name="FormToken">What forms of this session send back as <c>SmartMoney-Form</c>; null for an API token.</param>
/// <param name="Books">The caller's books, oldest first.</param>
public sealed record Me(Guid UserId, string Email, string? FormToken, IReadOnlyList<BookView> Books);
