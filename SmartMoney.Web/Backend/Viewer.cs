namespace SmartMoney.Web.Backend;

/// <summary>Who looks at the page, asked of the API once a request, and the book they look at.</summary>
public sealed class Viewer(ApiClient api, IHttpContextAccessor contexts)
{
    /// <summary>Cookie with the id of the book last chosen, where a person has several.</summary>
    public const string BookCookie = "sm-book";

    private Task? loading;

    /// <summary>The signed-in person, null for an anonymous browser.</summary>
    public Me? Me { get; private set; }

    /// <summary>True for a browser that was signed in and is so no more, though nobody signed out in it.</summary>
    public bool SessionEnded { get; private set; }

    /// <summary>True when the API could not be asked.</summary>
    public bool ApiAway { get; private set; }

    /// <summary>The chosen book, or the first; null when nobody is signed in.</summary>
    public Book? Book { get; private set; }

    /// <summary>The chosen book, on a page that only signed-in people reach.</summary>
    public Book TheBook => Book ?? throw new InvalidOperationException("Nobody is signed in, or they have no book.");

    /// <summary>True when the viewer's role in the book reaches this one.</summary>
    public bool May(Role least) => Enum.TryParse<Role>(Book?.Role, ignoreCase: true, out var role) && role >= least;

    /// <summary>The time zone that instants are shown in: the book's.</summary>
    public string TimeZone => Book?.TimeZone ?? "UTC";

    /// <summary>Asks the API who this is. Later calls in the same request wait for the same answer. Does not throw.</summary>
    public Task LoadAsync(CancellationToken cancellationToken) => loading ??= AskAsync(cancellationToken);

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var cookies = contexts.HttpContext?.Request.Cookies;
        if (cookies is null || cookies.Keys.All(name => name.StartsWith("sm-", StringComparison.Ordinal)))
        {
            return;
        }

        try
        {
            var answer = await api.KnockAsync<Me>(HttpMethod.Get, "auth/me", null, cancellationToken);
            (Me, SessionEnded) = (answer.Value, answer.Problem is { SessionEnded: true });
        }
        catch (ApiUnavailableException)
        {
            ApiAway = true;
        }

        Book = Me?.Books.FirstOrDefault(book => book.Id.ToString() == cookies[BookCookie]) ?? (Me is { Books: [var first, ..] } ? first : null);
    }
}
