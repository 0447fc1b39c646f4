using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Access;

/// <summary>Somebody loses their access while their own request is under way: the request does nothing. And those who are slow keep nobody waiting.</summary>
[Trait("needs", "postgres")]
public abstract class LostAccessTests(Installation api)
{
    [RequiresFact]
    public async Task A_member_who_is_removed_while_their_request_is_being_sent_changes_nothing()
    {
        var (book, bob, script, id) = await HouseholdAsync();
        var (browser, token) = (await bob.PostSlowlyAsync($"{book}/accounts", Account), await script.PostSlowlyAsync($"{book}/accounts", Account));
        (await api.Owner.DeleteAsync($"{book}/members/{id}")).ShouldBe(204);
        (await browser()).ShouldBeProblem(401, "unauthenticated");
        (await token()).ShouldBeProblem(404, "not-found");
        (await api.Owner.GetAsync($"{book}/accounts")).Items.ShouldBeEmpty();
    }

    [RequiresFact]
    public async Task A_member_who_is_demoted_while_their_file_is_being_sent_imports_nothing()
    {
        var (book, bob, script, id) = await HouseholdAsync();
        var (browser, token) = (await bob.UploadSlowlyAsync(book), await script.UploadSlowlyAsync(book));
        (await api.Owner.PatchAsync($"{book}/members/{id}", new { role = "viewer" }, "\"1\"")).ShouldBe(200);
        (await browser()).ShouldBeProblem(401, "unauthenticated");
        (await token()).ShouldBeProblem(403, "forbidden");
        (await api.Owner.GetAsync($"{book}/imports")).Items.ShouldBeEmpty();
    }

    [RequiresFact]
    public async Task Nothing_is_written_into_a_book_that_was_deleted_meanwhile()
    {
        var (book, bob, _, _) = await HouseholdAsync();
        var (slow, upload) = (await bob.PostSlowlyAsync($"{book}/accounts", Account), await bob.UploadSlowlyAsync(book));
        (await api.Owner.PostAsync($"{book}/deletion", new { name = "Home" })).ShouldBe(200);
        (await slow()).ShouldBeProblem(404, "not-found");
        (await upload()).ShouldBeProblem(404, "not-found");
        (await api.Owner.DeleteAsync($"{book}/deletion")).ShouldBe(200);
        (await api.Owner.GetAsync($"{book}/accounts")).Items.ShouldBeEmpty();
        (await api.Owner.GetAsync($"{book}/imports")).Items.ShouldBeEmpty();
    }

    [RequiresTheory]
    [InlineData("DELETE FROM members WHERE book_id = $1 AND user_id = $2", 404, "not-found")]
    [InlineData("UPDATE members SET role = 0 WHERE book_id = $1 AND user_id = $2", 403, "forbidden")]
    [InlineData("DELETE FROM sessions WHERE user_id = $2 AND $1::uuid IS NOT NULL", 401, "unauthenticated")]
    public async Task Who_waits_for_the_book_is_asked_again_when_it_is_their_turn(string meanwhile, int status, string slug)
    {
        var (book, bob, _, id) = await HouseholdAsync();
        await using var open = await OpenTransaction.BeginAsync(api.Database.Superuser, "SELECT FROM books WHERE id = $1 FOR UPDATE", Id(book));
        var waiting = bob.PostAsync($"{book}/accounts", Account);
        await open.UntilSomebodyWaitsAsync("FOR NO KEY UPDATE");

        await open.RunAsync(meanwhile, Id(book), id);
        await open.CommitAsync();
        (await waiting).ShouldBeProblem(status, slug);
        (await api.Owner.GetAsync($"{book}/accounts")).Items.ShouldBeEmpty();
    }

    [RequiresFact]
    public async Task A_session_that_ends_while_its_request_is_being_sent_makes_no_token_and_joins_nobody()
    {
        var (_, bob, script, _) = await HouseholdAsync();
        var other = await api.NewBookAsync();
        var link = (string?)(await api.Owner.PostAsync($"{other}/invitations", new { role = "owner" })).ShouldBe(201)["token"];
        var email = (string?)(await bob.GetAsync("account"))["email"];
        var token = await bob.PostSlowlyAsync("tokens", new { name = "Mine", scopes = new[] { "read", "write" } });
        var password = await bob.PostSlowlyAsync("account/password", new { currentPassword = ApiHost.Password, newPassword = "seven small green apples" });
        var joining = await bob.PostSlowlyAsync("invitations/accept", new { token = link });
        (await (await api.Host.SignInAsync(email!)).DeleteAsync("account/sessions")).ShouldBe(204);
        (await token()).ShouldBeProblem(401, "unauthenticated");
        (await password()).ShouldBeProblem(401, "unauthenticated");
        (await joining()).ShouldBeProblem(401, "unauthenticated");
        (await script.GetAsync("auth/me")).ShouldBe(200);
        (await api.Owner.GetAsync($"{other}/members")).Items.Count().ShouldBe(1);
        (await (await api.Host.SignInAsync(email!)).GetAsync("tokens")).Items.Count().ShouldBe(1);
    }

    [RequiresFact]
    public async Task A_sign_in_with_the_former_password_that_is_under_way_comes_too_late()
    {
        var email = NewEmail();
        var user = await api.Host.AddUserAsync(email);
        await using var open = await OpenTransaction.BeginAsync(api.Database.Superuser, "UPDATE users SET security_stamp = 'another' WHERE id = $1", user);
        var browser = api.Host.Browser();
        var late = browser.PostAsync("auth/login", new { email, password = ApiHost.Password });
        await open.UntilSomebodyWaitsAsync("FROM users");
        await open.CommitAsync();
        (await late).ShouldBeProblem(401, "sign-in-again");
        (await browser.GetAsync("auth/me")).ShouldBe(401);
        (await browser.PostAsync("auth/login", new { email, password = ApiHost.Password })).ShouldBe(204);
    }

    [RequiresFact]
    public async Task Forty_who_send_slowly_hold_no_connection_of_the_database()
    {
        var book = await api.NewBookAsync();
        List<Func<Task<ApiAnswer>>> slow = [];
        for (var number = 0; number < 40; number++)
            slow.Add(await api.Owner.PostSlowlyAsync($"{book}/accounts", new { name = $"Wallet {number}", kind = "cash" }));
        (await api.Owner.GetAsync(book).WaitAsync(TimeSpan.FromSeconds(10))).ShouldBe(200);
        foreach (var answer in await Task.WhenAll(slow.Select(finish => finish())))
            answer.ShouldBe(201);
    }

    [RequiresFact]
    public async Task One_person_downloads_two_files_at_a_time_and_others_do_not_wait_for_them()
    {
        var (book, bob, _, _) = await HouseholdAsync();
        await api.Owner.FillAsync(book);
        using var first = await bob.OpenAsync($"{book}/export.csv");
        using var second = await bob.OpenAsync($"{book}/export.json");
        var third = bob.OpenAsync($"{book}/export.csv");
        (await api.Owner.DownloadAsync($"{book}/export.csv")).Length.ShouldBeGreaterThan(1_000_000);
        (await bob.GetAsync(book)).ShouldBe(200);
        third.IsCompleted.ShouldBeFalse();

        (await first.Content.ReadAsStringAsync()).ShouldContain("Row 5000 x");
        using var answer = await third.WaitAsync(TimeSpan.FromSeconds(30));
        ((int)answer.StatusCode).ShouldBe(200);
        var waiting = Enumerable.Range(0, 60).Select(_ => bob.OpenAsync($"{book}/export.csv")).ToList();
        using var refused = await await Task.WhenAny(waiting);
        ((int)refused.StatusCode, refused.Headers.RetryAfter?.Delta).ShouldBe((429, TimeSpan.FromSeconds(5)));
        await second.Content.ReadAsStringAsync();
        await answer.Content.ReadAsStringAsync();
        foreach (var late in waiting)
            (await late).Dispose();
    }

    [RequiresFact]
    public async Task Who_stole_a_session_cannot_keep_its_owner_from_ending_it()
    {
        var email = NewEmail();
        var user = await api.Host.AddUserAsync(email);
        var (thief, owner) = (await api.Host.SignInAsync(email), await api.Host.SignInAsync(email));
        await using var open = await OpenTransaction.BeginAsync(api.Database.Superuser, "SELECT FROM users WHERE id = $1 FOR UPDATE", user);
        var flood = Enumerable.Range(0, 60).Select(_ => thief.PostAsync("account/recovery-codes", new { password = "wrong" })).ToList();
        (await await Task.WhenAny(flood)).ShouldBeProblem(429, "too-many-requests");
        var ending = owner.DeleteAsync("account/sessions");
        await open.UntilSomebodyWaitsAsync("FROM users");
        await open.CommitAsync();
        (await ending).ShouldBe(204);
        (await Task.WhenAll(flood)).Select(answer => answer.Status).Distinct().ShouldBeSubsetOf([401, 422, 429]);
        (await thief.GetAsync("account")).ShouldBe(401);
    }

    [RequiresFact]
    public async Task An_export_is_on_record_before_its_first_byte()
    {
        var book = await api.NewBookAsync();
        await api.Owner.FillAsync(book);
        using (var csv = await api.Owner.OpenAsync($"{book}/export.csv"))
        using (var zip = await api.Owner.OpenAsync($"{book}/export.zip"))
            (await api.Owner.GetAsync($"{book}/audit")).Items.Select(item => (string?)item["subject"]).ShouldBe(["zip", "csv"]);
        (await api.Owner.GetAsync($"{book}/audit")).Items.Count().ShouldBe(2);
    }

    [RequiresFact]
    public async Task An_upload_with_a_key_keeps_nobody_waiting_who_uses_the_same_key_and_happens_once()
    {
        var (book, bob, _, _) = await HouseholdAsync();
        var (first, second) = (await bob.UploadSlowlyAsync(book, "k"), await bob.UploadSlowlyAsync(book, "k"));
        var other = await bob.PostAsync($"{book}/accounts", Account, ("Idempotency-Key", "other")).WaitAsync(TimeSpan.FromSeconds(10));
        other.ShouldBe(201);
        var answers = await Task.WhenAll(first(), second());
        answers.ShouldAllBe(answer => answer.Status == 201);
        answers[0].Id.ShouldBe(answers[1].Id);
        (await bob.GetAsync($"{book}/imports")).Items.Count().ShouldBe(1);
        (await bob.PostAsync($"{book}/accounts", new { name = "Other", kind = "cash" }, ("Idempotency-Key", "k"))).ShouldBeProblem(422, "idempotency-key-reused");
    }

    [RequiresFact]
    public async Task Forty_who_wait_for_one_book_leave_connections_to_others()
    {
        var book = await api.NewBookAsync();
        await using var open = await OpenTransaction.BeginAsync(api.Database.Superuser, "SELECT FROM books WHERE id = $1 FOR NO KEY UPDATE", Id(book));
        var waiting = Enumerable.Range(0, 40).Select(number => api.Owner.PostAsync($"{book}/accounts", new { name = $"Wallet {number}", kind = "cash" })).ToList();
        await open.UntilSomebodyWaitsAsync("FOR NO KEY UPDATE");
        (await api.Owner.GetAsync(book).WaitAsync(TimeSpan.FromSeconds(10))).ShouldBe(200);
        (await (await api.Host.SignInAsync(Installation.Email)).GetAsync("books").WaitAsync(TimeSpan.FromSeconds(10))).ShouldBe(200);
        await open.CommitAsync();
        (await Task.WhenAll(waiting)).ShouldAllBe(answer => answer.Status == 201);
    }

    [RequiresFact]
    public async Task A_session_ends_others_ten_times_then_it_has_to_wait()
    {
        await using var replica = api.Replica(new ApiHostOptions { Settings = new Dictionary<string, string> { ["Limits:Ends"] = "10" } });
        var email = NewEmail();
        await replica.AddUserAsync(email);
        var (thief, owner) = (await replica.SignInAsync(email), await replica.SignInAsync(email));
        for (var turn = 0; turn < 10; turn++)
            (await thief.DeleteAsync("account/sessions")).ShouldBe(204);
        (await owner.GetAsync("account")).ShouldBe(401);
        (await thief.DeleteAsync("account/sessions")).ShouldBeProblem(429, "too-many-requests");
        owner = await replica.SignInAsync(email);
        (await owner.DeleteAsync("account/sessions")).ShouldBe(204);
        (await thief.GetAsync("account")).ShouldBe(401);
    }

    [RequiresFact]
    public async Task A_download_that_takes_too_long_is_broken_off()
    {
        await using var replica = api.Replica(new ApiHostOptions { Settings = new Dictionary<string, string> { ["Limits:LongestStream"] = "00:00:02" } });
        var book = await api.NewBookAsync();
        await api.Owner.FillAsync(book);
        var ann = await replica.SignInAsync(Installation.Email);
        using var slow = await ann.OpenAsync($"{book}/export.csv");
        await Task.Delay(TimeSpan.FromSeconds(3));
        await Should.ThrowAsync<Exception>(() => slow.Content.ReadAsStringAsync());
        (await ann.DownloadAsync($"{book}/export.csv")).Length.ShouldBeGreaterThan(1_000_000);
    }

    [RequiresFact]
    public async Task Addresses_are_asked_for_five_times_then_one_has_to_wait()
    {
        var email = NewEmail();
        await api.Host.AddUserAsync(email);
        var bob = await api.Host.SignInAsync(email);
        for (var turn = 0; turn < 5; turn++)
            (await bob.PostAsync("account/email", new { email = Installation.Email, password = ApiHost.Password })).ShouldBeProblem(409, "email-taken");
        (await bob.PostAsync("account/email", new { email = Installation.Email, password = ApiHost.Password })).ShouldBeProblem(429, "too-many-requests");
    }

    private static object Account => new { name = "Intruder", kind = "cash" };

    private static string NewEmail() => $"{Guid.NewGuid():N}@example.org";

    private static Guid Id(string book) => Guid.Parse(book["books/".Length..]);

    // A book of the operator's with an editor, who is there with a browser and with a token for all books.
    private async Task<(string Book, ApiUser Editor, ApiUser Script, Guid UserId)> HouseholdAsync()
    {
        var book = await api.NewBookAsync();
        var link = (await api.Owner.PostAsync($"{book}/invitations", new { role = "editor" })).ShouldBe(201);
        var bob = api.Host.Browser();
        var joined = (await bob.PostAsync("invitations/accept", new { token = (string?)link["token"], email = NewEmail(), password = ApiHost.Password })).ShouldBe(201);
        var token = (await bob.PostAsync("tokens", new { name = "Script", scopes = new[] { "read", "write", "import" } })).ShouldBe(201);
        return (book, bob, api.Host.Script((string)token["token"]!), (Guid)joined["userId"]!);
    }
}

public sealed class LostAccessTestsOn15(InstallationOn15 api) : LostAccessTests(api), IClassFixture<InstallationOn15>;

public sealed class LostAccessTestsOn18(InstallationOn18 api) : LostAccessTests(api), IClassFixture<InstallationOn18>;
