using SmartMoney.Api.Data.Model;
using SmartMoney.Tests.Api.Drivers;

namespace SmartMoney.Tests.Api.Access;

/// <summary>Somebody who tries a route with the ids of the household.</summary>
/// <param name="Name">For the list of failures.</param>
/// <param name="User">Their browser or script.</param>
internal sealed record Person(string Name, ApiUser User)
{
    /// <summary>Signs in again, where a call has signed this person out; null for a script.</summary>
    public Func<Task>? SignIn { get; init; }

    /// <summary>False for who has no session or token, or one that has ended.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>Their role in the household's book; null for who does not belong to it, or whose token is for another book.</summary>
    public Role? Role { get; init; }

    /// <summary>What their token may do; null for a browser.</summary>
    public string[]? Scopes { get; init; }

    /// <summary>Whether their token is for one book.</summary>
    public bool IsHeldToOneBook { get; init; }

    /// <summary>Whether the rows of one's own account that are tried (tokens, sessions, passkeys) are theirs.</summary>
    public bool OwnsRows { get; init; }

    public bool IsScript => Scopes is not null;
}

/// <summary>What a route is to answer.</summary>
internal enum Verdict
{
    /// <summary>The route does its work, or refuses for what was sent.</summary>
    LetIn,

    /// <summary>401.</summary>
    NotSignedIn,

    /// <summary>403.</summary>
    Forbidden,

    /// <summary>404, as for a book that nobody has.</summary>
    NoSuchBook,

    /// <summary>404, as for a row that nobody has.</summary>
    NoSuchRow,
}

/// <summary>What the description says about who gets in; see section 5 of the API's contract: 401, 404 (book), 403, and only then the rest.</summary>
internal static class Verdicts
{
    public static Verdict Of(ApiOperation operation, Person person)
    {
        if (operation.IsOpen)
            return operation.BrowserOnly && person is { IsScript: true, IsKnown: true } ? Verdict.Forbidden : Verdict.LetIn;
        if (!person.IsKnown)
            return Verdict.NotSignedIn;
        if (operation.IsOfBook && person.Role is null)
            return Verdict.NoSuchBook;
        if (operation.IsOfBook && person.Role < operation.LeastRole)
            return Verdict.Forbidden;
        if (person.Scopes is { } scopes
            && (operation.BrowserOnly || (operation.AllBooks && person.IsHeldToOneBook) || !scopes.Contains(operation.Scope, StringComparer.Ordinal)))
        {
            return Verdict.Forbidden;
        }

        return operation is { IsOfBook: false, NamesRow: true } && !person.OwnsRows ? Verdict.NoSuchRow : Verdict.LetIn;
    }

    public static int Status(this Verdict verdict) => verdict switch
    {
        Verdict.NotSignedIn => 401,
        Verdict.Forbidden => 403,
        _ => 404,
    };
}
