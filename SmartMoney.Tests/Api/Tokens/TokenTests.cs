using Npgsql;
using Shouldly;
using SmartMoney.Tests.Api.Access;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Tokens;

[Trait("needs", "postgres")]
public abstract class TokenTests(Installation api)
{
    [RequiresFact]
    public async Task A_tokens_text_is_shown_once_and_never_kept()
    {
        var made = (await api.Owner.PostAsync("tokens", new { name = " Laptop ", scopes = new[] { "write", "read", "read" } })).ShouldBe(201);
        var text = (string)made["token"]!;
        text.ShouldMatch("^sm_[A-Za-z0-9_-]{43}$");
        ((string?)made["name"]).ShouldBe("Laptop");
        made["scopes"]!.ToJsonString().ShouldBe("""["read","write"]""");

        var list = await api.Owner.GetAsync("tokens?limit=500");
        list.Text.ShouldNotContain(text);
        ((string?)list.Items.First(token => (Guid)token["id"]! == made.Id)["name"]).ShouldBe("Laptop");
        (await ScalarAsync("SELECT count(*) FROM api_tokens t WHERE t::text LIKE '%' || $1 || '%'", text)).ShouldBe(0L);
    }

    [RequiresFact]
    public async Task A_token_may_do_what_its_scopes_say()
    {
        var reader = api.Host.Script(await api.NewTokenAsync(["read"]));
        var writer = api.Host.Script(await api.NewTokenAsync(["write"]));
        var importer = api.Host.Script(await api.NewTokenAsync(["import"]));
        var book = await api.NewBookAsync();

        (await reader.GetAsync(book)).ShouldBe(200);
        (await reader.PostAsync($"{book}/accounts", new { name = "Wallet", kind = "cash" })).ShouldBeProblem(403, "forbidden");
        (await writer.PostAsync($"{book}/accounts", new { name = "Wallet", kind = "cash" })).ShouldBe(201);
        (await writer.GetAsync(book)).ShouldBeProblem(403, "forbidden");
        (await importer.GetAsync(book)).ShouldBeProblem(403, "forbidden");
        (await importer.PostAsync($"{book}/accounts", new { name = "Bank", kind = "bank" })).ShouldBeProblem(403, "forbidden");
    }

    [RequiresFact]
    public async Task A_token_of_one_book_sees_no_other()
    {
        var (own, other) = (await api.NewBookAsync(), await api.NewBookAsync());
        var script = api.Host.Script(await api.NewTokenAsync(["read", "write"], Guid.Parse(own["books/".Length..])));

        (await script.GetAsync(own)).ShouldBe(200);
        (await script.GetAsync(other)).ShouldBeProblem(404, "not-found");
        (await script.GetAsync("books")).Items.ShouldHaveSingleItem();
        (await script.GetAsync("auth/me"))["books"]!.AsArray().ShouldHaveSingleItem();
        (await script.PostAsync("books", new { })).ShouldBeProblem(403, "forbidden");
    }

    [RequiresFact]
    public async Task A_token_cannot_look_after_tokens()
    {
        var script = api.Host.Script(await api.NewTokenAsync(["read", "write", "import"]));
        (await script.PostAsync("tokens", new { name = "Child", scopes = new[] { "read" } })).ShouldBeProblem(403, "forbidden");
        (await script.GetAsync("tokens")).ShouldBeProblem(403, "forbidden");
        (await script.DeleteAsync($"tokens/{Guid.NewGuid()}")).ShouldBeProblem(403, "forbidden");
        (await script.PostAsync("auth/logout")).ShouldBeProblem(403, "forbidden");
    }

    [RequiresFact]
    public async Task A_deleted_token_ends_at_once_and_only_its_user_can_delete_it()
    {
        var made = await api.Owner.PostAsync("tokens", new { name = "Old", scopes = new[] { "read" } });
        await api.Host.AddUserAsync("tom@example.org");
        var tom = await api.Host.SignInAsync("tom@example.org");
        (await tom.DeleteAsync($"tokens/{made.Id}")).ShouldBeProblem(404, "not-found");
        (await tom.GetAsync("tokens")).Items.ShouldBeEmpty();

        var script = api.Host.Script((string)made["token"]!);
        (await script.GetAsync("books")).ShouldBe(200);
        (await api.Owner.DeleteAsync($"tokens/{made.Id}")).ShouldBe(204);
        var refused = (await script.GetAsync("books")).ShouldBeProblem(401, "unauthenticated");
        refused.Headers["WWW-Authenticate"].ShouldBe("Bearer error=\"invalid_token\"");
        (await api.Owner.DeleteAsync($"tokens/{made.Id}")).ShouldBe(404);
    }

    [RequiresFact]
    public async Task A_token_ends_on_its_day_and_says_when_it_was_last_used()
    {
        var clock = new ManualClock(TimeProvider.System.GetUtcNow());
        await using var host = api.Replica(new() { Clock = clock });
        var made = await (await host.SignInAsync(Installation.Email))
            .PostAsync("tokens", new { name = "Guest", scopes = new[] { "read" }, expiresAt = clock.Now.AddHours(1) });
        var script = host.Script((string)made.ShouldBe(201)["token"]!);
        made.Json.AsObject().ContainsKey("lastUsedAt").ShouldBeFalse();

        (await script.GetAsync("books")).ShouldBe(200);
        var first = await LastUsedAsync(made.Id);
        clock.Now += TimeSpan.FromSeconds(59);
        (await script.GetAsync("books")).ShouldBe(200);
        (await LastUsedAsync(made.Id)).ShouldBe(first);
        clock.Now += TimeSpan.FromSeconds(1);
        (await script.GetAsync("books")).ShouldBe(200);
        (await LastUsedAsync(made.Id)).ShouldBe(first.AddMinutes(1));

        clock.Now += TimeSpan.FromHours(1);
        var refused = (await script.GetAsync("books")).ShouldBeProblem(401, "unauthenticated");
        ((string?)refused["detail"]).ShouldNotBeNull().ShouldContain("expired");
    }

    [RequiresTheory]
    [InlineData("")]
    [InlineData("sm_")]
    [InlineData("sm_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("sm_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'--")]
    public async Task A_text_that_is_no_token_is_refused_even_beside_a_session(string text)
    {
        var ann = await api.Host.SignInAsync(Installation.Email);
        ann.Headers["Authorization"] = $"Bearer {text}";
        (await ann.GetAsync("books")).ShouldBeProblem(401, "unauthenticated");
    }

    [RequiresFact]
    public async Task Making_a_token_is_never_answered_from_a_stored_answer()
    {
        var key = Guid.NewGuid().ToString();
        var one = await api.Owner.PostAsync("tokens", new { name = "A", scopes = new[] { "read" } }, ("Idempotency-Key", key));
        var two = await api.Owner.PostAsync("tokens", new { name = "A", scopes = new[] { "read" } }, ("Idempotency-Key", key));
        two.ShouldBe(201).Id.ShouldNotBe(one.ShouldBe(201).Id);
        (await ScalarAsync("SELECT count(*) FROM idempotency_keys WHERE key = $1", key)).ShouldBe(0L);
    }

    [RequiresFact]
    public async Task Everything_wrong_with_a_new_token_is_said_at_once()
    {
        (await api.Owner.PostAsync("tokens", new { })).ShouldRefuse("name", "scopes");
        (await api.Owner.PostAsync("tokens", new
        {
            name = new string('x', 201), scopes = new[] { "read", "admin" }, bookId = Guid.NewGuid(), expiresAt = "2020-01-01T00:00:00Z",
        })).ShouldRefuse("name", "scopes", "bookId", "expiresAt");
        (await api.Owner.PostAsync("tokens", new { name = "A", scopes = "read" })).ShouldRefuse("scopes");
    }

    [RequiresFact]
    public async Task A_token_for_a_book_goes_with_the_membership_and_one_that_is_just_being_made_is_refused()
    {
        var (book, bob) = (await api.NewBookAsync(), api.Host.Browser());
        var link = (await api.Owner.PostAsync($"{book}/invitations", new { role = "viewer" })).ShouldBe(201);
        var joined = (await bob.PostAsync("invitations/accept", new { token = (string?)link["token"], email = $"{Guid.NewGuid():N}@example.org", password = ApiHost.Password })).ShouldBe(201);
        var (id, request) = (Guid.Parse(book["books/".Length..]), new { name = "Mine", scopes = new[] { "read" }, bookId = book["books/".Length..] });
        (await bob.PostAsync("tokens", request)).ShouldBe(201);

        await using var open = await OpenTransaction.BeginAsync(api.Database.Superuser, "DELETE FROM members WHERE book_id = $1 AND user_id = $2", id, (Guid)joined["userId"]!);
        var late = bob.PostAsync("tokens", request);
        await open.UntilSomebodyWaitsAsync("api_tokens");
        await open.CommitAsync();
        (await late).ShouldRefuse("bookId");
        (await bob.GetAsync("tokens")).Items.ShouldBeEmpty();
    }

    [RequiresFact]
    public async Task Tokens_are_listed_newest_first_page_by_page()
    {
        await api.Host.AddUserAsync("pat@example.org");
        var pat = await api.Host.SignInAsync("pat@example.org");
        for (var i = 1; i <= 5; i++)
            (await pat.PostAsync("tokens", new { name = $"T{i}", scopes = new[] { "read" } })).ShouldBe(201);

        var names = new List<string>();
        for (var path = "tokens?limit=2"; path is not null;)
        {
            var page = (await pat.GetAsync(path)).ShouldBe(200);
            names.AddRange(page.Items.Select(token => (string)token["name"]!));
            path = page["next"] is { } next ? $"tokens?limit=2&cursor={next}" : null;
        }

        names.ShouldBe(["T5", "T4", "T3", "T2", "T1"]);
        (await pat.GetAsync("tokens?limit=0")).ShouldRefuse("limit");
        (await pat.GetAsync("tokens?limit=501&cursor=nonsense")).ShouldRefuse("limit", "cursor");
    }

    private async Task<DateTime> LastUsedAsync(Guid id) => (DateTime)(await ScalarAsync("SELECT last_used_at FROM api_tokens WHERE id = $1", id))!;

    private async Task<object?> ScalarAsync(string sql, object value)
    {
        await using var command = api.Database.Superuser.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteScalarAsync();
    }
}

public sealed class TokenTestsOn15(InstallationOn15 api) : TokenTests(api), IClassFixture<InstallationOn15>;

public sealed class TokenTestsOn18(InstallationOn18 api) : TokenTests(api), IClassFixture<InstallationOn18>;
