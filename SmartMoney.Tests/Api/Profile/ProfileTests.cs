using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Profile;

/// <summary>What one signs in with, and where one is signed in.</summary>
[Trait("needs", "postgres")]
public abstract class ProfileTests(Installation api)
{
    private const string New = "a sentence that is new";

    [RequiresFact]
    public async Task A_changed_password_ends_the_other_sessions_and_keeps_this_one()
    {
        var (email, bob) = await UserAsync();
        var elsewhere = await api.Host.SignInAsync(email);
        (await bob.PostAsync("account/password", new { currentPassword = "wrong", newPassword = New })).ShouldRefuse("currentPassword");
        (await bob.PostAsync("account/password", new { newPassword = New })).ShouldRefuse("currentPassword");
        foreach (var weak in new[] { null, "short", "password123", email, new string('x', 1001) })
            (await bob.PostAsync("account/password", new { currentPassword = ApiHost.Password, newPassword = weak })).ShouldRefuse("newPassword");
        (await elsewhere.GetAsync("account")).ShouldBe(200);

        (await bob.PostAsync("account/password", new { currentPassword = ApiHost.Password, newPassword = New })).ShouldBe(204);
        (await bob.GetAsync("account")).ShouldBe(200);
        (await elsewhere.GetAsync("account")).ShouldBe(401);
        (await api.Host.Browser().PostAsync("auth/login", new { email, password = ApiHost.Password })).ShouldBe(401);
        await api.Host.SignInAsync(email, New);
    }

    [RequiresFact]
    public async Task The_address_changes_with_the_password_and_to_none_that_is_taken()
    {
        var (email, bob) = await UserAsync();
        var other = $"{Guid.NewGuid():N}@example.org";
        (await bob.PostAsync("account/email", new { email = other, password = "wrong" })).ShouldRefuse("password");
        (await bob.PostAsync("account/email", new { email = "none", password = ApiHost.Password })).ShouldRefuse("email");
        (await bob.PostAsync("account/email", new { email = Installation.Email.ToUpperInvariant(), password = ApiHost.Password })).ShouldBeProblem(409, "email-taken");
        (await bob.PostAsync("account/email", new { email = other, password = ApiHost.Password })).ShouldBe(204);
        ((string?)(await bob.GetAsync("account"))["email"]).ShouldBe(other);
        (await api.Host.Browser().PostAsync("auth/login", new { email, password = ApiHost.Password })).ShouldBe(401);
        await api.Host.SignInAsync(other);
    }

    [RequiresFact]
    public async Task Sessions_say_where_they_are_and_end_at_once()
    {
        var (email, here) = await UserAsync();
        var phone = api.Host.Browser();
        phone.Headers["User-Agent"] = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1";
        phone.Headers["X-Forwarded-For"] = "203.0.113.20";
        (await phone.PostAsync("auth/login", new { email, password = ApiHost.Password })).ShouldBe(204);
        var third = await api.Host.SignInAsync(email);

        var sessions = (await here.GetAsync("account/sessions")).ShouldBe(200).Items.ToList();
        sessions.Count.ShouldBe(3);
        sessions.Count(session => (bool)session["current"]!).ShouldBe(1);
        var seen = sessions.Single(session => (string?)session["address"] == "203.0.113.20");
        ((string?)seen["device"]).ShouldBe("Safari, iPhone");

        (await (await UserAsync()).Browser.DeleteAsync($"account/sessions/{seen["id"]}")).ShouldBe(404);
        (await here.DeleteAsync($"account/sessions/{seen["id"]}")).ShouldBe(204);
        (await phone.GetAsync("account")).ShouldBe(401);
        (await third.GetAsync("account")).ShouldBe(200);
        (await here.DeleteAsync("account/sessions")).ShouldBe(204);
        (await third.GetAsync("account")).ShouldBe(401);
        (await here.GetAsync("account/sessions")).Items.Count().ShouldBe(1);
        (await here.GetAsync("account/sessions?limit=0")).ShouldRefuse("limit");
    }

    [RequiresFact]
    public async Task No_token_looks_after_its_owner_s_account()
    {
        var script = api.Host.Script(await api.NewTokenAsync(["read", "write", "import"]));
        foreach (var path in new[] { "account", "account/sessions", "account/passkeys", "account/export.zip" })
            (await script.GetAsync(path)).ShouldBeProblem(403, "forbidden");
        (await script.PostAsync("account/password", new { currentPassword = ApiHost.Password, newPassword = New })).ShouldBeProblem(403, "forbidden");
        (await script.PostAsync("account/deletion", new { email = Installation.Email, password = ApiHost.Password })).ShouldBeProblem(403, "forbidden");
    }

    private async Task<(string Email, ApiUser Browser)> UserAsync()
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        await api.Host.AddUserAsync(email);
        return (email, await api.Host.SignInAsync(email));
    }
}

public sealed class ProfileTestsOn15(InstallationOn15 api) : ProfileTests(api), IClassFixture<InstallationOn15>;

public sealed class ProfileTestsOn18(InstallationOn18 api) : ProfileTests(api), IClassFixture<InstallationOn18>;
