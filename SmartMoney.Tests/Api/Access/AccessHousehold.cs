using Shouldly;
using SmartMoney.Api.Data.Model;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Data;

namespace SmartMoney.Tests.Api.Access;

/// <summary>A household with a row of every kind, and everybody who may try to get at it.</summary>
internal sealed class AccessHousehold
{
    /// <summary>In the name of whatever the household has: nobody else may ever read it.</summary>
    public const string Marker = "Nightingale";

    private static readonly string[] AllScopes = ["read", "write", "import"];
    private readonly Installation api;

    private AccessHousehold(Installation api, ApiUser owner, Guid ownerId, string book)
    {
        (this.api, Owner, Book) = (api, owner, book["books/".Length..]);
        Rows = new Rows(api, owner, ownerId, book);
    }

    /// <summary>The owner's browser.</summary>
    public ApiUser Owner { get; }

    /// <summary>The id of the household's book.</summary>
    public string Book { get; }

    public Rows Rows { get; }

    /// <summary>The browser of another household's owner.</summary>
    public required ApiUser Stranger { get; init; }

    /// <summary>The id of the stranger's own book.</summary>
    public required string StrangersBook { get; init; }

    public static async Task<AccessHousehold> CreateAsync(Installation api)
    {
        var (owner, ownerId, _) = await NewUserAsync(api);
        var (stranger, _, _) = await NewUserAsync(api);
        var book = await NewBookAsync(owner, Marker);
        var home = new AccessHousehold(api, owner, ownerId, book) { Stranger = stranger, StrangersBook = (await NewBookAsync(stranger, "Other"))["books/".Length..] };
        await home.Rows.KeepAllAsync();
        await home.FillTablesAsync(ownerId);
        return home;
    }

    /// <summary>Everybody: the household's people and scripts, those who were some, and those who never were.</summary>
    public async Task<IReadOnlyList<Person>> EverybodyAsync()
    {
        var (viewer, viewerEmail) = await JoinAsync("viewer");
        var (editor, editorEmail) = await JoinAsync("editor");
        var elsewhere = Guid.Parse((await NewBookAsync(Owner, "Elsewhere"))["books/".Length..]);
        var ownerEmail = (string)(await Owner.GetAsync("auth/me"))["email"]!;
        var strangerEmail = (string)(await Stranger.GetAsync("auth/me"))["email"]!;

        var revoked = (await Owner.PostAsync("tokens", new { name = "Script", scopes = AllScopes })).ShouldBe(201);
        (await Owner.DeleteAsync($"tokens/{revoked.Id}")).ShouldBe(204);
        var expired = (await Owner.PostAsync("tokens", new { name = "Script", scopes = AllScopes })).ShouldBe(201);
        await using var past = api.Database.Superuser.CreateCommand($"UPDATE api_tokens SET expires_at = now() - interval '1 second' WHERE id = '{expired.Id}'");
        (await past.ExecuteNonQueryAsync()).ShouldBe(1);

        var (gone, goneEmail) = await JoinAsync("editor");
        var goneScript = await ScriptAsync(gone, AllScopes);
        var goneTied = await ScriptAsync(gone, AllScopes, Guid.Parse(Book));
        var goneId = (Guid)(await gone.GetAsync("auth/me"))["userId"]!;
        (await Owner.DeleteAsync($"books/{Book}/members/{goneId}")).ShouldBe(204);

        return
        [
            new("nobody", api.Host.Browser()) { IsKnown = false },
            Browser("another household's owner", Stranger, strangerEmail, role: null),
            Browser("the operator, who is no member", api.Owner, Installation.Email, role: null),
            Browser("a viewer", viewer, viewerEmail, Role.Viewer),
            Browser("an editor", editor, editorEmail, Role.Editor),
            Browser("the owner", Owner, ownerEmail, Role.Owner) with { OwnsRows = true },
            Token("a token for reading", await ScriptAsync(Owner, ["read"]), Role.Owner, ["read"]),
            Token("a token for writing", await ScriptAsync(Owner, ["read", "write"]), Role.Owner, ["read", "write"]),
            Token("a token for importing", await ScriptAsync(Owner, ["import"], Guid.Parse(Book)), Role.Owner, ["import"]) with { IsHeldToOneBook = true },
            Token("a viewer's token for everything", await ScriptAsync(viewer, AllScopes), Role.Viewer, AllScopes) with { OwnsRows = false },
            Token("the owner's token for another book", await ScriptAsync(Owner, AllScopes, elsewhere), role: null, AllScopes) with { IsHeldToOneBook = true },
            Token("another household's token", await ScriptAsync(Stranger, AllScopes), role: null, AllScopes) with { OwnsRows = false },
            Token("a revoked token", api.Host.Script((string)revoked["token"]!), role: null, AllScopes) with { IsKnown = false },
            Token("an expired token", api.Host.Script((string)expired["token"]!), role: null, AllScopes) with { IsKnown = false },
            new("a member removed a second ago", gone) { IsKnown = false },
            Token("the token of a member removed a second ago", goneScript, role: null, AllScopes) with { OwnsRows = false },
            Token("the token for this book of a member removed a second ago", goneTied, role: null, AllScopes) with { IsKnown = false },
            Browser("a removed member who signed in again", await api.Host.SignInAsync(goneEmail), goneEmail, role: null),
        ];
    }

    private static Person Token(string name, ApiUser user, Role? role, string[] scopes) => new(name, user) { Role = role, Scopes = scopes, OwnsRows = true };

    private Person Browser(string name, ApiUser user, string email, Role? role) => new(name, user)
    {
        Role = role,
        SignIn = async () =>
        {
            // Routes that ask for the password again count empty ones as wrong, and the owner has a passkey, which would be asked for.
            await using var forget = api.Database.Superuser.CreateCommand("DELETE FROM sign_in_attempts; DELETE FROM user_passkeys");
            await forget.ExecuteNonQueryAsync();
            (await user.PostAsync("auth/login", new { email, password = ApiHost.Password })).ShouldBe(204);
        },
    };

    private async Task<ApiUser> ScriptAsync(ApiUser user, string[] scopes, Guid? bookId = null) =>
        api.Host.Script((string)(await user.PostAsync("tokens", new { name = "Script", scopes, bookId })).ShouldBe(201)["token"]!);

    private async Task<(ApiUser User, string Email)> JoinAsync(string role)
    {
        var (user, _, email) = await NewUserAsync(api);
        var token = (string?)(await Owner.PostAsync($"books/{Book}/invitations", new { role })).ShouldBe(201)["token"];
        (await user.PostAsync("invitations/accept", new { token })).ShouldBe(201);
        return (user, email);
    }

    private static async Task<(ApiUser User, Guid Id, string Email)> NewUserAsync(Installation api)
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        var id = await api.Host.AddUserAsync(email);
        return (await api.Host.SignInAsync(email), id, email);
    }

    private static async Task<string> NewBookAsync(ApiUser user, string name) =>
        $"books/{(await user.PostAsync("books", new { name, baseCurrency = "JPY", timeZone = "UTC", locale = "en" })).ShouldBe(201).Id}";

    // What the API makes only in the course of weeks; and a check that no table was forgotten.
    private async Task FillTablesAsync(Guid ownerId)
    {
        var book = Guid.Parse(Book);
        await using (var session = await LedgerSession.OpenAsync(api.Database.App, ownerId, book))
        {
            await EveryTable.FillAsync(session, book, ownerId, Guid.Parse(await Rows.KeptAsync("accounts/{id}")), Guid.Parse(await Rows.KeptAsync("categories/{id}")));
            await session.CommitAsync();
        }

        await using var tables = api.Database.Superuser.CreateCommand("""
            SELECT array_agg(table_name::text) FROM information_schema.columns
            WHERE table_schema = 'public' AND column_name = 'book_id' AND table_name <> 'api_tokens'
            """);
        foreach (var table in (string[])(await tables.ExecuteScalarAsync())!)
        {
            await using var count = api.Database.Superuser.CreateCommand($"SELECT count(*) FROM {table} WHERE book_id = '{book}'");
            ((long)(await count.ExecuteScalarAsync())!).ShouldBeGreaterThan(0, $"The household has no row in '{table}': add one to Data/EveryTable.cs.");
        }
    }
}
