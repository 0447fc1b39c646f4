using SmartMoney.Api.Features.Auth;
using SmartMoney.Api.Features.Books;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Features.Setup;

/// <summary>The first user and their book.</summary>
/// <param name="Email">What the user signs in with.</param>
/// <param name="Password">At least 10 characters; length is the only rule.</param>
/// <param name="BookName">1 to 200 characters.</param>
/// <param name="BaseCurrency">ISO 4217 code; it cannot be changed later.</param>
/// <param name="TimeZone">IANA time zone; Asia/Tokyo for JPY, else UTC, unless given.</param>
/// <param name="Locale">en or ja; ja for JPY, else en, unless given.</param>
/// <param name="SetupToken">Needed outside Development; see GET /setup.</param>
public sealed record SetupRequest(
    string? Email,
    string? Password,
    string? BookName,
    string? BaseCurrency,
    string? TimeZone = null,
    string? Locale = null,
    string? SetupToken = null)
{
    internal NewBook Book => new(BookName, BaseCurrency, TimeZone, Locale);

    internal Errors Check()
    {
        var errors = new Errors();
        errors.RequireCredentials(Email, Password);
        Book.Check(errors, nameField: "bookName");
        return errors;
    }
}

/// <summary>Whether setup is still to be done.</summary>
/// <param name="Required">True until the first user exists.</param>
/// <param name="TokenRequired">Whether setup asks for the token of the server's configuration.</param>
public sealed record SetupState(bool Required, bool TokenRequired);

/// <summary>What setup made.</summary>
public sealed record SetupDone(Guid UserId, Guid BookId);
