using Npgsql;
using System.Globalization;
using Shouldly;
using SmartMoney.Api.Features.Deletion;
using SmartMoney.Tests.Api.Access;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Deletion;

/// <summary>Deleting a book, and everything.</summary>
[Trait("needs", "postgres")]
public abstract class DeletionTests(Installation api)
{
    [RequiresFact]
    public async Task A_deleted_book_is_none_for_all_its_members_and_comes_back_as_it_was()
    {
        var book = await api.NewBookAsync();
        await FillAsync(book);
        var viewer = await JoinAsync(book, "viewer");
        var token = api.Host.Script(await api.NewTokenAsync(["read"], Guid.Parse(book["books/".Length..])));
        var before = (await api.Owner.GetAsync($"{book}/export.json")).ShouldBe(200).Text;

        (await api.Owner.PostAsync($"{book}/deletion", new { name = "home" })).ShouldRefuse("name");
        (await api.Owner.PostAsync($"{book}/deletion", new { })).ShouldRefuse("name");
        (await viewer.PostAsync($"{book}/deletion", new { name = "Home" })).ShouldBeProblem(403, "forbidden");
        (await api.Owner.PostAsync($"{book}/deletion", new { name = "Home" })).ShouldBe(200)["until"].ShouldNotBeNull();

        foreach (var who in new[] { api.Owner, viewer, token })
        {
            (await who.GetAsync(book)).ShouldBeProblem(404, "not-found");
            (await who.GetAsync($"{book}/transactions")).ShouldBeProblem(404, "not-found");
            (await who.GetAsync("books")).Items.Select(item => $"books/{item["id"]}").ShouldNotContain(book);
        }

        (await api.Owner.GetAsync("books/deleted")).Items.Select(item => $"books/{item["id"]}").ShouldContain(book);
        (await viewer.GetAsync("books/deleted")).ShouldBe(200).Items.ShouldBeEmpty();
        (await viewer.DeleteAsync($"{book}/deletion")).ShouldBe(403);
        (await (await NewUserAsync()).DeleteAsync($"{book}/deletion")).ShouldBe(404);

        (await api.Owner.DeleteAsync($"{book}/deletion")).ShouldBe(200);
        (await viewer.GetAsync(book)).ShouldBe(200);
        (await api.Owner.GetAsync($"{book}/export.json")).ShouldBe(200).Text.ShouldBe(before);
    }

    [RequiresFact]
    public async Task After_seven_days_nothing_of_it_is_left_and_nothing_of_others_is_gone()
    {
        var (book, other) = (await api.NewBookAsync(), await api.NewBookAsync());
        await FillAsync(book);
        await FillAsync(other);
        var kept = await CountsAsync(other);
        (await CountsAsync(book)).Values.Sum().ShouldBeGreaterThan(30);
        (await api.Owner.PostAsync($"{book}/deletion", new { name = "Home" })).ShouldBe(200);
        // Not the replica's own, which begins by itself at some moment.
        using var job = ActivatorUtilities.CreateInstance<DeletedBooks>(api.Host.Services);

        await AgeAsync(book, TimeSpan.FromDays(6.9));
        (await job.ClearAsync(default)).ShouldBe(0);
        (await api.Owner.GetAsync("books/deleted")).Items.ShouldNotBeEmpty();
        await AgeAsync(book, TimeSpan.FromDays(0.2));
        (await api.Owner.DeleteAsync($"{book}/deletion")).ShouldBe(404);
        (await job.ClearAsync(default)).ShouldBe(1);
        (await CountsAsync(book)).Values.Sum().ShouldBe(0);
        (await CountsAsync(other)).Where(pair => pair.Key != "audit_events").ShouldBe(kept.Where(pair => pair.Key != "audit_events"));
        (await job.ClearAsync(default)).ShouldBe(0);
    }

    [RequiresFact]
    public async Task Delete_everything_leaves_nothing_but_what_others_share()
    {
        var bob = await NewUserAsync();
        var email = (string)(await bob.GetAsync("account"))["email"]!;
        var own = $"books/{(await bob.PostAsync("books", new { name = "Own", baseCurrency = "EUR" })).ShouldBe(201).Id}";
        await FillAsync(own, bob);
        var shared = $"books/{(await bob.PostAsync("books", new { name = "Shared", baseCurrency = "EUR" })).ShouldBe(201).Id}";
        var link = (await bob.PostAsync($"{shared}/invitations", new { role = "editor" })).ShouldBe(201);
        var carol = api.Host.Browser();
        (await carol.PostAsync("invitations/accept", new { token = (string?)link["token"], email = NewEmail(), password = ApiHost.Password })).ShouldBe(201);

        (await bob.PostAsync("account/deletion", new { email = "other@example.org", password = ApiHost.Password })).ShouldRefuse("email");
        (await bob.PostAsync("account/deletion", new { email, password = "wrong" })).ShouldRefuse("password");
        var last = (await bob.PostAsync("account/deletion", new { email, password = ApiHost.Password })).ShouldBeProblem(409, "last-owner");
        ((string)last["detail"]!).ShouldContain("'Shared'");
        var members = (await bob.GetAsync($"{shared}/members")).Items.ToList();
        var other = members.Single(member => (string?)member["role"] == "editor");
        (await bob.PatchAsync($"{shared}/members/{other["userId"]}", new { role = "owner" }, $"\"{other["version"]}\"")).ShouldBe(200);

        (await bob.PostAsync("account/deletion", new { email, password = ApiHost.Password })).ShouldBe(204);
        (await bob.GetAsync("account")).ShouldBe(401);
        (await api.Host.Browser().PostAsync("auth/login", new { email, password = ApiHost.Password })).ShouldBe(401);
        (await CountsAsync(own)).Values.Sum().ShouldBe(0);
        (await CountsAsync(shared))["members"].ShouldBe(1);
        (await api.Owner.PostAsync("account/deletion", new { email = Installation.Email, password = ApiHost.Password })).Status.ShouldBe(409);
    }

    [RequiresFact]
    public async Task Undoing_a_restored_book_s_changes_does_not_delete_it()
    {
        var book = await api.NewBookAsync();
        (await api.Owner.PostAsync($"{book}/deletion", new { name = "Home" })).ShouldBe(200);
        var restored = (await api.Owner.DeleteAsync($"{book}/deletion")).ShouldBe(200);
        await api.Owner.PostAsync($"{book}/changes/{restored.Change}/undo");
        (await api.Owner.GetAsync(book)).ShouldBe(200);
    }

    [RequiresFact]
    public async Task A_book_that_cannot_go_keeps_no_other_and_old_answers_and_events_go_too()
    {
        var (stuck, book) = (await api.NewBookAsync(), await api.NewBookAsync());
        (await api.Owner.PostAsync($"{book}/accounts", new { name = "Wallet", kind = "cash" }, ("Idempotency-Key", "old"))).ShouldBe(201);
        foreach (var path in new[] { stuck, book })
        {
            (await api.Owner.PostAsync($"{path}/deletion", new { name = "Home" })).ShouldBe(200);
            await AgeAsync(path, TimeSpan.FromDays(8));
        }

        await RunAsync($$"""
            UPDATE idempotency_keys SET created_at = created_at - interval '25 hours' WHERE key = 'old';
            INSERT INTO audit_events (book_id, id, at, kind, address, device) VALUES ('{{Id(await api.NewBookAsync())}}', gen_random_uuid(), now() - interval '401 days', 'exported', 'very old', '');
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''stuck''; END';
            CREATE TRIGGER stuck BEFORE DELETE ON books FOR EACH ROW WHEN (OLD.id = '{{Id(stuck)}}') EXECUTE FUNCTION refuse();
            """);
        using var job = ActivatorUtilities.CreateInstance<DeletedBooks>(api.Host.Services);
        (await job.ClearAsync(default)).ShouldBe(1);
        await RunAsync("DROP TRIGGER stuck ON books; DROP FUNCTION refuse");

        (await CountAsync($"SELECT count(*) FROM books WHERE id = '{Id(book)}'")).ShouldBe(0);
        (await CountAsync($"SELECT count(*) FROM categories WHERE book_id = '{Id(stuck)}'")).ShouldBeGreaterThan(0);
        (await CountAsync("SELECT count(*) FROM idempotency_keys WHERE key = 'old'")).ShouldBe(0);
        (await CountAsync("SELECT count(*) FROM audit_events WHERE address = 'very old'")).ShouldBe(0);
        (await job.ClearAsync(default)).ShouldBe(1);
    }

    [RequiresFact]
    public async Task The_API_s_role_cannot_clear_away_what_can_still_be_restored()
    {
        var (kept, deleted) = (await api.NewBookAsync(), await api.NewBookAsync());
        (await api.Owner.PostAsync($"{deleted}/deletion", new { name = "Home" })).ShouldBe(200);
        await using var app = NpgsqlDataSource.Create(api.Database.AppConnectionString);
        foreach (var call in new[] { $"clear_deleted_book('{Id(kept)}')", $"clear_deleted_book('{Id(deleted)}')", "clear_deleted_books(now() + interval '1 year') > 0" })
        {
            await using var command = app.CreateCommand($"SELECT {call}");
            (await command.ExecuteScalarAsync()).ShouldBe(false);
        }

        await using var directly = app.CreateCommand($"SELECT clear_book('{Id(deleted)}')");
        (await Should.ThrowAsync<PostgresException>(() => directly.ExecuteScalarAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await api.Owner.DeleteAsync($"{deleted}/deletion")).ShouldBe(200);
        (await api.Owner.GetAsync(kept)).ShouldBe(200);
    }

    [RequiresFact]
    public async Task Who_deletes_everything_keeps_nobody_waiting_in_a_shared_book_while_their_own_are_cleared()
    {
        var (shared, email, bob) = (await api.NewBookAsync(), NewEmail(), api.Host.Browser());
        var link = (await api.Owner.PostAsync($"{shared}/invitations", new { role = "editor" })).ShouldBe(201);
        (await bob.PostAsync("invitations/accept", new { token = (string?)link["token"], email, password = ApiHost.Password })).ShouldBe(201);
        var own = $"books/{(await bob.PostAsync("books", new { name = "Own", baseCurrency = "EUR" })).ShouldBe(201).Id}";

        await using var open = await OpenTransaction.BeginAsync(api.Database.Superuser, $"SELECT FROM categories WHERE book_id = '{Id(own)}' FOR UPDATE");
        var going = DeleteAllAsync(bob);
        await open.UntilSomebodyWaitsAsync("clear_books_alone");
        (await api.Owner.PostAsync($"{shared}/accounts", new { name = "Wallet", kind = "cash" }).WaitAsync(TimeSpan.FromSeconds(10))).ShouldBe(201);
        await open.CommitAsync();
        (await going).ShouldBe(204);
        (await CountAsync($"SELECT count(*) FROM books WHERE id = '{Id(own)}'")).ShouldBe(0);
        (await api.Owner.GetAsync($"{shared}/members")).Items.Count().ShouldBe(1);
    }

    [RequiresFact]
    public async Task Of_two_owners_who_delete_everything_at_once_one_stays()
    {
        for (var turn = 0; turn < 6; turn++)
        {
            var (bob, carol) = (await NewUserAsync(), api.Host.Browser());
            var shared = $"books/{(await bob.PostAsync("books", new { name = "Shared", baseCurrency = "EUR" })).ShouldBe(201).Id}";
            var link = (await bob.PostAsync($"{shared}/invitations", new { role = "owner" })).ShouldBe(201);
            (await carol.PostAsync("invitations/accept", new { token = (string?)link["token"], email = NewEmail(), password = ApiHost.Password })).ShouldBe(201);

            var answers = await Task.WhenAll(DeleteAllAsync(bob), DeleteAllAsync(carol));
            answers.Select(answer => answer.Status).ShouldBe([204, 204], "the second is alone by then, and takes the book along");
            (await CountAsync($"SELECT count(*) FROM books WHERE id = '{Id(shared)}'")).ShouldBe(0);
        }
    }

    [RequiresFact]
    public async Task Who_joins_while_the_only_member_deletes_everything_is_an_owner_s_guest_or_late()
    {
        for (var turn = 0; turn < 6; turn++)
        {
            var (bob, carol) = (await NewUserAsync(), api.Host.Browser());
            var own = $"books/{(await bob.PostAsync("books", new { name = "Own", baseCurrency = "EUR" })).ShouldBe(201).Id}";
            var link = (await bob.PostAsync($"{own}/invitations", new { role = "editor" })).ShouldBe(201);
            var going = DeleteAllAsync(bob);
            await Task.Delay(turn * 60);
            var joined = await carol.PostAsync("invitations/accept", new { token = (string?)link["token"], email = NewEmail(), password = ApiHost.Password });
            var gone = await going;
            (joined.Status, gone.Status).ShouldBeOneOf((201, 409), (404, 204));
            if (joined.Status == 201)
                (await bob.GetAsync(own)).ShouldBe(200);
        }
    }

    [RequiresFact]
    public async Task Those_who_stay_see_who_deleted_their_account()
    {
        var (book, email) = (await api.NewBookAsync(), NewEmail());
        var link = (await api.Owner.PostAsync($"{book}/invitations", new { role = "editor" })).ShouldBe(201);
        var bob = api.Host.Browser();
        (await bob.PostAsync("invitations/accept", new { token = (string?)link["token"], email, password = ApiHost.Password })).ShouldBe(201);
        (await DeleteAllAsync(bob)).ShouldBe(204);
        var last = (await api.Owner.GetAsync($"{book}/audit")).Items.First();
        ((string?)last["kind"], (string?)last["who"]).ShouldBe(("memberLeft", email));
    }

    private static string Id(string book) => book["books/".Length..];

    private static async Task<ApiAnswer> DeleteAllAsync(ApiUser person) =>
        await person.PostAsync("account/deletion", new { email = (string?)(await person.GetAsync("account"))["email"], password = ApiHost.Password });

    private async Task RunAsync(string sql)
    {
        await using var command = api.Database.Superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var command = api.Database.Superuser.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private Task AgeAsync(string book, TimeSpan age) => RunAsync(string.Create(CultureInfo.InvariantCulture,
        $"UPDATE books SET deleted_at = deleted_at - interval '{age.TotalSeconds} seconds' WHERE id = '{Id(book)}'"));

    private static string NewEmail() => $"{Guid.NewGuid():N}@example.org";

    private async Task<ApiUser> NewUserAsync()
    {
        var email = NewEmail();
        await api.Host.AddUserAsync(email);
        return await api.Host.SignInAsync(email);
    }

    private async Task<ApiUser> JoinAsync(string book, string role)
    {
        var made = (await api.Owner.PostAsync($"{book}/invitations", new { role })).ShouldBe(201);
        var browser = api.Host.Browser();
        (await browser.PostAsync("invitations/accept", new { token = (string?)made["token"], email = NewEmail(), password = ApiHost.Password })).ShouldBe(201);
        return browser;
    }

    // A household with imports, transfers, goals, rules and history.
    private async Task FillAsync(string book, ApiUser? owner = null)
    {
        owner ??= api.Owner;
        (await owner.PostAsync($"{book}/sample")).ShouldBe(201);
        const string Csv = "\"計算対象\",\"日付\",\"内容\",\"金額（円）\",\"保有金融機関\",\"大項目\",\"中項目\",\"メモ\",\"振替\",\"ID\"\r\n"
            + "\"1\",\"2026/10/25\",\"給与\",\"300000\",\"銀行\",\"収入\",\"給与\",\"\",\"0\",\"w1\"\r\n\"1\",\"2026/10/26\",\"店\",\"-4,280\",\"銀行\",\"食費\",\"食料品\",\"\",\"0\",\"w2\"\r\n";
        using var form = new MultipartFormDataContent { { new StringContent(Csv), "file", "mf.csv" } };
        (await owner.SendAsync(HttpMethod.Post, $"{book}/imports?commit=true", form)).ShouldBe(201);
        var rows = (await owner.GetAsync($"{book}/transactions?limit=2")).Items.ToList();
        (await owner.DeleteAsync($"{book}/transactions/{rows[0]["id"]}")).ShouldBe(204);
        var category = (await owner.GetAsync($"{book}/categories")).Items.First(item => (string?)item["kind"] == "expense")["id"];
        (await owner.PostAsync($"{book}/rules", new { payee = "Kiosk", categoryId = (string?)category })).ShouldBe(201);
    }

    private async Task<Dictionary<string, long>> CountsAsync(string book)
    {
        var counts = new Dictionary<string, long>();
        await using var tables = api.Database.Superuser.CreateCommand("""
            SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'book_id'
            WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1
            """);
        var names = new List<string> { "books" };
        await using (var reader = await tables.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                names.Add(reader.GetString(0));
        }

        foreach (var table in names)
        {
            await using var count = api.Database.Superuser.CreateCommand($"SELECT count(*) FROM {table} WHERE {(table == "books" ? "id" : "book_id")} = $1");
            count.Parameters.Add(new() { Value = Guid.Parse(book["books/".Length..]) });
            counts[table] = (long)(await count.ExecuteScalarAsync())!;
        }

        return counts;
    }
}

public sealed class DeletionTestsOn15(InstallationOn15 api) : DeletionTests(api), IClassFixture<InstallationOn15>;

public sealed class DeletionTestsOn18(InstallationOn18 api) : DeletionTests(api), IClassFixture<InstallationOn18>;
