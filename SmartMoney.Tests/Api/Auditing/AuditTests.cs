using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;
using static SmartMoney.Tests.Api.Imports.Drivers.Export;

namespace SmartMoney.Tests.Api.Auditing;

/// <summary>What owners see of sign-ins, roles, tokens and exports.</summary>
[Trait("needs", "postgres")]
public abstract class AuditTests(Installation api)
{
    [RequiresFact]
    public async Task Owners_see_who_did_what_from_where()
    {
        var book = await api.NewBookAsync();
        var link = (await api.Owner.PostAsync($"{book}/invitations", new { role = "viewer" })).ShouldBe(201);
        var email = $"{Guid.NewGuid():N}@example.org";
        var bob = api.Host.Browser();
        bob.Headers["X-Forwarded-For"] = "203.0.113.30";
        bob.Headers["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        (await bob.PostAsync("invitations/accept", new { token = (string?)link["token"], email, password = ApiHost.Password })).ShouldBe(201);
        (await api.Host.Browser().PostAsync("auth/login", new { email, password = "wrong" })).ShouldBe(401);
        (await bob.GetAsync($"{book}/export.csv")).ShouldBe(200);
        (await bob.GetAsync($"{book}/audit")).ShouldBeProblem(403, "forbidden");
        var token = (await api.Owner.PostAsync("tokens", new { name = "Script", scopes = new[] { "read" }, bookId = book["books/".Length..] })).ShouldBe(201);
        (await api.Host.Script((string)token["token"]!).GetAsync($"{book}/audit")).ShouldBeProblem(403, "forbidden");
        (await api.Owner.DeleteAsync($"tokens/{token.Id}")).ShouldBe(204);
        var member = (await api.Owner.GetAsync($"{book}/members")).Items.Single(item => (string?)item["email"] == email);
        (await api.Owner.PatchAsync($"{book}/members/{member["userId"]}", new { role = "editor" }, "\"1\"")).ShouldBe(200);
        (await api.Owner.DeleteAsync($"{book}/members/{member["userId"]}")).ShouldBe(204);

        var events = (await api.Owner.GetAsync($"{book}/audit")).ShouldBe(200).Items.ToList();
        events.Select(item => ((string?)item["kind"], (string?)item["who"], (string?)item["subject"])).ShouldBe(
        [
            ("memberRemoved", Installation.Email, email),
            ("roleChanged", Installation.Email, $"{email}: editor"),
            ("tokenDeleted", Installation.Email, "Script"),
            ("tokenMade", Installation.Email, "Script"),
            ("exported", email, "csv"),
            ("signInFailed", email, null),
            ("signedIn", email, null),
            ("joined", email, "viewer"),
            ("invited", Installation.Email, "viewer"),
        ]);
        var export = events.Single(item => (string?)item["kind"] == "exported");
        ((string?)export["address"], (string?)export["device"]).ShouldBe(("203.0.113.30", "Firefox, Linux"));
        var page = await api.Owner.GetAsync($"{book}/audit?limit=4");
        page.Items.Count().ShouldBe(4);
        (await api.Owner.GetAsync($"{book}/audit?limit=500&cursor={page["next"]}")).Items.Count().ShouldBe(5);
    }

    [RequiresFact]
    public async Task Somebody_who_comes_again_and_again_pushes_nothing_out_of_sight()
    {
        var book = await api.NewBookAsync();
        (await api.Owner.PostAsync($"{book}/invitations", new { role = "viewer" })).ShouldBe(201);
        for (var turn = 0; turn < 4; turn++)
        {
            (await api.Owner.GetAsync($"{book}/export.csv")).ShouldBe(200);
            (await api.Owner.GetAsync($"{book}/export.json")).ShouldBe(200);
            (await api.Host.Browser().PostAsync("auth/login", new { email = Installation.Email, password = "wrong" })).ShouldBe(401);
        }

        (await api.Owner.GetAsync($"{book}/audit")).Items.Select(item => ((string?)item["kind"], (string?)item["subject"], (int)item["times"]!)).ShouldBe(
            [("signInFailed", null, 4), ("exported", "json", 4), ("exported", "csv", 4), ("invited", "viewer", 1)]);
        (await api.Host.SignInAsync(Installation.Email)).ShouldNotBeNull();
    }

    [RequiresFact]
    public async Task Who_takes_an_original_file_along_is_on_record_with_its_name()
    {
        var book = await api.NewBookAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Of(Coffee(1))), "file", "export.csv" } };
        var file = $"{book}/imports/{(await api.Owner.SendAsync(HttpMethod.Post, $"{book}/imports", form)).ShouldBe(201).Id}/file";
        (await api.Owner.DownloadAsync(file)).ShouldBe(Of(Coffee(1)));
        (await api.Owner.DownloadAsync(file)).ShouldBe(Of(Coffee(1)));
        (await api.Owner.GetAsync($"{book}/audit")).Items.Select(item => ((string?)item["kind"], (string?)item["subject"], (int)item["times"]!))
            .ShouldBe([("fileDownloaded", "export.csv", 2)]);
    }

    [RequiresFact]
    public async Task What_was_refused_did_not_happen()
    {
        var book = await api.NewBookAsync();
        (await api.Owner.PostAsync($"{book}/invitations", new { })).ShouldRefuse("role");
        (await api.Owner.PostAsync($"{book}/deletion", new { name = "wrong" })).ShouldRefuse("name");
        (await api.Owner.GetAsync($"{book}/audit")).Items.ShouldBeEmpty();
    }

    [RequiresFact]
    public async Task The_log_can_be_added_to_and_not_changed()
    {
        var book = await api.NewBookAsync();
        (await api.Owner.PostAsync($"{book}/invitations", new { role = "viewer" })).ShouldBe(201);
        await using var source = Npgsql.NpgsqlDataSource.Create(api.Database.AppConnectionString);
        foreach (var sql in new[] { "DELETE FROM audit_events", "UPDATE audit_events SET kind = 'x'", "INSERT INTO audit_events SELECT * FROM audit_events" })
        {
            await using var command = source.CreateCommand(sql);
            (await Should.ThrowAsync<Npgsql.PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState.ShouldBe("42501");
        }
    }

    [RequiresFact]
    public async Task Tokens_and_invitations_are_limited_by_account()
    {
        await using var replica = api.Replica(new ApiHostOptions { Settings = new Dictionary<string, string> { ["Limits:Tokens"] = "2", ["Limits:Invitations"] = "1", ["Limits:Imports"] = "1", ["Limits:AccessRefill"] = "0:1:0", ["Limits:ImportRefill"] = "0:1:0" } });
        var book = await api.NewBookAsync();
        var ann = await replica.SignInAsync(Installation.Email);
        var made = new List<ApiAnswer>();
        for (var i = 0; i < 3; i++)
            made.Add(await ann.PostAsync("tokens", new { name = "x", scopes = new[] { "read" } }));
        made.Select(answer => answer.Status).ShouldBe([201, 201, 429]);
        int.Parse(made[2].ShouldBeProblem(429, "too-many-requests").Headers["Retry-After"]).ShouldBeInRange(1, 60);
        (await ann.PostAsync($"{book}/invitations", new { role = "viewer" })).ShouldBe(201);
        (await ann.PostAsync($"{book}/invitations", new { role = "viewer" })).ShouldBe(429);
        (await ann.PostAsync($"{book}/imports")).ShouldBe(415);
        (await ann.PostAsync($"{book}/imports")).ShouldBe(429);
        (await ann.GetAsync("tokens")).ShouldBe(200);

        var email = $"{Guid.NewGuid():N}@example.org";
        await replica.AddUserAsync(email);
        (await (await replica.SignInAsync(email)).PostAsync("tokens", new { name = "x", scopes = new[] { "read" } })).ShouldBe(201);
    }

    [RequiresFact]
    public async Task A_user_has_fifty_tokens_at_most()
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        await api.Host.AddUserAsync(email);
        var bob = await api.Host.SignInAsync(email);
        for (var i = 0; i < 50; i++)
            (await bob.PostAsync("tokens", new { name = "x", scopes = new[] { "read" } })).ShouldBe(201);
        (await bob.PostAsync("tokens", new { name = "x", scopes = new[] { "read" } })).ShouldBeProblem(409, "too-many-tokens");
    }
}

public sealed class AuditTestsOn15(InstallationOn15 api) : AuditTests(api), IClassFixture<InstallationOn15>;

public sealed class AuditTestsOn18(InstallationOn18 api) : AuditTests(api), IClassFixture<InstallationOn18>;
