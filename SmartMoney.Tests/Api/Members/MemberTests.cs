using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Members;

/// <summary>Who joins a household, what they may do there, and how they leave.</summary>
[Trait("needs", "postgres")]
public abstract class MemberTests(Installation api)
{
    [RequiresFact]
    public async Task A_link_lets_somebody_new_join_once_with_the_role_that_is_fixed_in_it()
    {
        var book = await api.NewBookAsync();
        var made = await InviteAsync(book, "viewer");
        ((string?)made["url"]).ShouldBe($"http://localhost/invitation?token={made["token"]}");
        var seen = (await api.Host.Browser().PostAsync("invitations/read", new { token = (string?)made["token"] })).ShouldBe(200);
        ((string?)seen["bookName"], (string?)seen["role"], (string?)seen["invitedBy"]).ShouldBe(("Home", "viewer", Installation.Email));

        var bob = api.Host.Browser();
        var joined = (await AcceptAsync(bob, made, NewEmail())).ShouldBe(201);
        ((string?)joined["bookId"]).ShouldBe(book["books/".Length..]);
        (await bob.GetAsync(book)).ShouldBe(200);
        (await bob.PostAsync($"{book}/accounts", new { name = "Wallet", kind = "cash" })).ShouldBeProblem(403, "forbidden");
        (await AcceptAsync(api.Host.Browser(), made, NewEmail())).ShouldBeProblem(404, "not-found");
        (await api.Owner.GetAsync($"{book}/invitations")).Items.ShouldBeEmpty();

        var members = (await bob.GetAsync($"{book}/members")).ShouldBe(200);
        members.Items.Select(member => (string?)member["role"]).ShouldBe(["owner", "viewer"]);
        (await bob.GetAsync($"{book}/members?limit=1"))["next"].ShouldNotBeNull();
    }

    [RequiresFact]
    public async Task Who_is_signed_in_joins_as_themselves_and_a_member_leaves_the_link_to_others()
    {
        var (first, second) = (await api.NewBookAsync(), await api.NewBookAsync());
        var bob = api.Host.Browser();
        var email = NewEmail();
        (await AcceptAsync(bob, await InviteAsync(first, "editor"), email)).ShouldBe(201);
        var made = await InviteAsync(second, "owner");
        (await AcceptAsync(api.Host.Browser(), made, email)).ShouldBeProblem(409, "email-taken");

        (await bob.PostAsync("invitations/accept", new { token = (string?)made["token"] })).ShouldBe(201);
        (await bob.GetAsync("books")).Items.Count().ShouldBe(2);
        var third = await InviteAsync(second, "viewer");
        (await bob.PostAsync("invitations/accept", new { token = (string?)third["token"] })).ShouldBeProblem(409, "already-member");
        (await AcceptAsync(api.Host.Browser(), third, NewEmail())).ShouldBe(201);
    }

    [RequiresFact]
    public async Task An_invitation_that_was_withdrawn_or_is_a_week_old_opens_nothing()
    {
        var book = await api.NewBookAsync();
        var withdrawn = await InviteAsync(book, "editor");
        (await api.Owner.DeleteAsync($"{book}/invitations/{withdrawn.Id}")).ShouldBe(204);
        (await api.Owner.DeleteAsync($"{book}/invitations/{withdrawn.Id}")).ShouldBe(404);
        var clock = new ManualClock(TimeProvider.System.GetUtcNow());
        await using var replica = api.Replica(new ApiHostOptions { Clock = clock });
        var old = await InviteAsync(book, "editor");
        clock.Now += TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1);

        foreach (var (host, token) in new[] { (api.Host, (string?)withdrawn["token"]), (replica, (string?)old["token"]), (api.Host, "sm_guess"), (api.Host, new string('x', 100_000)) })
        {
            (await host.Browser().PostAsync("invitations/read", new { token })).ShouldBeProblem(404, "not-found");
            (await host.Browser().PostAsync("invitations/accept", new { token, email = NewEmail(), password = ApiHost.Password })).ShouldBeProblem(404, "not-found");
        }

        (await api.Host.Browser().PostAsync("invitations/accept", new { })).ShouldRefuse("token", "email", "password");
        (await InviteAsync(book, "editor")).Id.ShouldNotBe(Guid.Empty);
    }

    [RequiresFact]
    public async Task Only_an_owner_in_a_browser_invites_and_changes_roles()
    {
        var book = await api.NewBookAsync();
        var editor = await JoinAsync(book, "editor");
        var self = (Guid)(await editor.GetAsync("auth/me"))["userId"]!;
        (await editor.PostAsync($"{book}/invitations", new { role = "viewer" })).ShouldBeProblem(403, "forbidden");
        (await editor.GetAsync($"{book}/invitations")).ShouldBeProblem(403, "forbidden");
        (await editor.PatchAsync($"{book}/members/{self}", new { role = "owner" }, "*")).ShouldBeProblem(403, "forbidden");
        (await editor.DeleteAsync($"{book}/members/{await OwnerIdAsync()}")).ShouldBeProblem(403, "forbidden");

        var script = api.Host.Script(await api.NewTokenAsync(["read", "write", "import"]));
        (await script.PostAsync($"{book}/invitations", new { role = "viewer" })).ShouldBeProblem(403, "forbidden");
        (await script.DeleteAsync($"{book}/members/{self}")).ShouldBeProblem(403, "forbidden");
        (await script.PostAsync($"books/{Guid.NewGuid()}/invitations", new { role = "viewer" })).ShouldBeProblem(404, "not-found");
        (await script.PostAsync("invitations/accept", new { token = (string?)(await InviteAsync(book, "viewer"))["token"] })).ShouldBeProblem(403, "forbidden");
        (await api.Owner.PostAsync($"{book}/invitations", new { })).ShouldRefuse("role");
    }

    [RequiresFact]
    public async Task A_new_role_counts_at_once_and_ends_the_members_sessions()
    {
        var book = await api.NewBookAsync();
        var email = NewEmail();
        var bob = await JoinAsync(book, "editor", email);
        var member = await MemberAsync(book, email);
        (await api.Owner.PatchAsync($"{book}/members/{member}", new { role = "viewer" }, null)).ShouldBe(428);
        (await api.Owner.PatchAsync($"{book}/members/{member}", new { role = "viewer" }, "\"7\"")).ShouldBe(412);
        (await api.Owner.PatchAsync($"{book}/members/{member}", new { }, "\"1\"")).ShouldRefuse("role");
        (await api.Owner.PatchAsync($"{book}/members/{member}", new { role = "viewer" }, "\"1\"")).ShouldBe(200).ETag.ShouldBe("\"2\"");
        (await bob.GetAsync(book)).ShouldBe(401);

        bob = await api.Host.SignInAsync(email);
        (await bob.PostAsync($"{book}/accounts", new { name = "Wallet", kind = "cash" })).ShouldBeProblem(403, "forbidden");
        (await api.Owner.PatchAsync($"{book}/members/{Guid.NewGuid()}", new { role = "viewer" }, "*")).ShouldBe(404);
    }

    [RequiresFact]
    public async Task A_member_who_was_removed_is_out_at_once_with_browser_and_token()
    {
        var book = await api.NewBookAsync();
        var email = NewEmail();
        var bob = await JoinAsync(book, "editor", email);
        var token = (string)(await bob.PostAsync("tokens", new { name = "Script", scopes = new[] { "read" } })).ShouldBe(201)["token"]!;
        var tied = (string)(await bob.PostAsync("tokens", new { name = "Script", scopes = new[] { "read" }, bookId = book["books/".Length..] })).ShouldBe(201)["token"]!;
        (await api.Host.Script(token).GetAsync(book)).ShouldBe(200);

        (await api.Owner.DeleteAsync($"{book}/members/{await MemberAsync(book, email)}")).ShouldBe(204);
        (await bob.GetAsync(book)).ShouldBe(401);
        (await api.Host.Script(token).GetAsync(book)).ShouldBeProblem(404, "not-found");
        (await api.Host.Script(tied).GetAsync(book)).ShouldBe(401);
        (await (await api.Host.SignInAsync(email)).GetAsync("books")).Items.ShouldBeEmpty();
    }

    [RequiresFact]
    public async Task Who_leaves_stays_signed_in_and_an_owner_who_steps_back_takes_their_invitations_along()
    {
        var book = await api.NewBookAsync();
        var email = NewEmail();
        var bob = await JoinAsync(book, "owner", email);
        var sent = (await bob.PostAsync($"{book}/invitations", new { role = "owner" })).ShouldBe(201);
        var self = await MemberAsync(book, email);
        (await bob.PatchAsync($"{book}/members/{self}", new { role = "viewer" }, "\"1\"")).ShouldBe(200);
        (await AcceptAsync(api.Host.Browser(), sent, NewEmail())).ShouldBe(404);
        (await bob.DeleteAsync($"{book}/members/{self}")).ShouldBe(204);
        (await bob.GetAsync(book)).ShouldBeProblem(404, "not-found");
    }

    [RequiresFact]
    public async Task A_book_keeps_an_owner()
    {
        var book = await api.NewBookAsync();
        var owner = await OwnerIdAsync();
        (await api.Owner.DeleteAsync($"{book}/members/{owner}")).ShouldBeProblem(409, "last-owner");
        (await api.Owner.PatchAsync($"{book}/members/{owner}", new { role = "editor" }, "\"1\"")).ShouldBeProblem(409, "last-owner");

        var email = NewEmail();
        var bob = await JoinAsync(book, "owner", email);
        (await bob.DeleteAsync($"{book}/members/{owner}")).ShouldBe(204);
        (await bob.DeleteAsync($"{book}/members/{await MemberAsync(bob, book, email)}")).ShouldBeProblem(409, "last-owner");
        // Who was removed is signed out; the other tests of this class go on as the operator.
        (await api.Owner.PostAsync("auth/login", new { email = Installation.Email, password = ApiHost.Password })).ShouldBe(204);
    }

    [RequiresFact]
    public async Task Of_two_who_open_one_link_at_once_one_joins()
    {
        var book = await api.NewBookAsync();
        for (var round = 0; round < 5; round++)
        {
            var made = await InviteAsync(book, "viewer");
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AcceptAsync(api.Host.Browser(), made, NewEmail())));
            answers.Select(answer => answer.Status).Order().ShouldBe([201, 404, 404, 404]);
        }

        (await api.Owner.GetAsync($"{book}/members")).Items.Count().ShouldBe(6);
    }

    [RequiresFact]
    public async Task Twenty_invitations_wait_at_most_and_another_site_cannot_accept()
    {
        var book = await api.NewBookAsync();
        var last = await InviteAsync(book, "viewer");
        for (var more = 1; more < 20; more++)
            last = await InviteAsync(book, "viewer");
        (await api.Owner.PostAsync($"{book}/invitations", new { role = "viewer" })).ShouldBeProblem(409, "too-many-invitations");
        (await api.Owner.GetAsync($"{book}/invitations?limit=7")).Items.Count().ShouldBe(7);

        var foreign = api.Host.Silent();
        foreign.Headers["Origin"] = "https://evil.example";
        (await AcceptAsync(foreign, last, NewEmail())).ShouldBeProblem(403, "cross-site");
        (await AcceptAsync(api.Host.Silent(), last, NewEmail())).ShouldBe(201);
    }

    private static string NewEmail() => $"{Guid.NewGuid():N}@example.org";

    private async Task<ApiAnswer> InviteAsync(string book, string role) => (await api.Owner.PostAsync($"{book}/invitations", new { role })).ShouldBe(201);

    private static Task<ApiAnswer> AcceptAsync(ApiUser user, ApiAnswer invitation, string email) =>
        user.PostAsync("invitations/accept", new { token = (string?)invitation["token"], email, password = ApiHost.Password });

    private async Task<ApiUser> JoinAsync(string book, string role, string? email = null)
    {
        var user = api.Host.Browser();
        (await AcceptAsync(user, await InviteAsync(book, role), email ?? NewEmail())).ShouldBe(201);
        return user;
    }

    private Task<Guid> MemberAsync(string book, string email) => MemberAsync(api.Owner, book, email);

    private static async Task<Guid> MemberAsync(ApiUser user, string book, string email) =>
        (Guid)(await user.GetAsync($"{book}/members")).Items.Single(member => (string?)member["email"] == email)["userId"]!;

    private async Task<Guid> OwnerIdAsync() => (Guid)(await api.Owner.GetAsync("auth/me")).ShouldBe(200)["userId"]!;
}

public sealed class MemberTestsOn15(InstallationOn15 api) : MemberTests(api), IClassFixture<InstallationOn15>;

public sealed class MemberTestsOn18(InstallationOn18 api) : MemberTests(api), IClassFixture<InstallationOn18>;
