using Npgsql;
using Shouldly;
using SmartMoney.Api.Features.Passwords;
using SmartMoney.Tests.Api.Access;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Passwords;

/// <summary>The operator's link for who has forgotten the password.</summary>
[Trait("needs", "postgres")]
public abstract class ResetTests(Installation api)
{
    private const string New = "a sentence that is new";

    [RequiresFact]
    public async Task A_link_sets_a_new_password_once_and_ends_what_the_old_one_opened()
    {
        var (email, browser) = await UserAsync();
        var token = await LinkAsync(email);
        var stranger = api.Host.Browser();
        ((string?)(await stranger.PostAsync("auth/reset/read", new { token })).ShouldBe(200)["email"]).ShouldBe(email);
        (await stranger.PostAsync("auth/reset", new { token, password = "short" })).ShouldRefuse("password");
        (await stranger.PostAsync("auth/reset", new { token, password = email })).ShouldRefuse("password");
        (await stranger.PostAsync("auth/reset", new { token, password = New })).ShouldBe(204).Headers.ShouldNotContainKey("Set-Cookie");

        (await browser.GetAsync("auth/me")).ShouldBe(401);
        (await stranger.PostAsync("auth/reset/read", new { token })).ShouldBeProblem(404, "not-found");
        (await stranger.PostAsync("auth/reset", new { token, password = New })).ShouldBeProblem(404, "not-found");
        (await stranger.PostAsync("auth/login", new { email, password = ApiHost.Password })).ShouldBe(401);
        (await stranger.PostAsync("auth/login", new { email, password = New })).ShouldBe(204);
    }

    [RequiresFact]
    public async Task A_link_ends_after_30_minutes_with_the_next_one_and_with_a_changed_password()
    {
        var clock = new ManualClock(TimeProvider.System.GetUtcNow());
        await using var replica = api.Replica(new ApiHostOptions { Clock = clock });
        var (email, browser) = await UserAsync();
        var (first, second) = (await LinkAsync(email), await LinkAsync(email));
        (await replica.Browser().PostAsync("auth/reset/read", new { token = first })).ShouldBe(404);
        (await replica.Browser().PostAsync("auth/reset/read", new { token = second })).ShouldBe(200);
        clock.Now += TimeSpan.FromMinutes(31);
        (await replica.Browser().PostAsync("auth/reset", new { token = second, password = New })).ShouldBe(404);

        var third = await LinkAsync(email);
        (await browser.PostAsync("account/password", new { currentPassword = ApiHost.Password, newPassword = New })).ShouldBe(204);
        (await browser.PostAsync("auth/reset/read", new { token = third })).ShouldBe(404);
        foreach (var guess in new[] { null, "", "sm_guess", new string('x', 100_000) })
            (await browser.PostAsync("auth/reset", new { token = guess, password = New })).ShouldBe(404);
    }

    [RequiresFact]
    public async Task Of_two_who_use_one_link_at_once_one_sets_the_password()
    {
        var (email, _) = await UserAsync();
        var token = await LinkAsync(email);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(turn => api.Host.Browser().PostAsync("auth/reset", new { token, password = $"{New} {turn}" })));
        answers.Select(answer => answer.Status).Order().ShouldBe([204, 404, 404, 404]);
    }

    [RequiresFact]
    public async Task The_command_says_what_is_wrong()
    {
        (await RunAsync("nobody@example.org")).ShouldBe((1, "", "reset-password: nobody signs in with 'nobody@example.org'.\n"));
        (await RunAsync()).Code.ShouldBe(2);
        (await RunAsync("a@example.org", "--no-such-option")).Problems.ShouldStartWith("usage: ");
    }

    [RequiresFact]
    public async Task The_second_factor_stays_unless_the_operator_takes_it_off()
    {
        var (email, bob) = await UserAsync();
        (await bob.PostAsync("books", new { name = "Own", baseCurrency = "EUR" })).ShouldBe(201);
        await using (var source = NpgsqlDataSource.Create(api.Database.AppConnectionString))
        {
            await using var on = source.CreateCommand("INSERT INTO authenticators (user_id, secret, confirmed_at) SELECT id, '\\x00', now() FROM users WHERE email = $1");
            on.Parameters.Add(new() { Value = email });
            await on.ExecuteNonQueryAsync();
        }

        var stranger = api.Host.Browser();
        (await stranger.PostAsync("auth/reset", new { token = await LinkAsync(email), password = New })).ShouldBe(204);
        (await stranger.PostAsync("auth/login", new { email, password = New })).ShouldBe(200);
        await LinkAsync(email, "--remove-second-factor");
        (await OwnersSeeAsync(email)).ShouldBe(["resetLinkMade", "secondFactorRemoved", "passwordReset", "resetLinkMade"]);
        (await stranger.PostAsync("auth/login", new { email, password = New })).ShouldBe(204);
    }

    [RequiresFact]
    public async Task A_reset_ends_API_tokens_and_a_change_does_where_asked_to()
    {
        var (email, bob) = await UserAsync();
        async Task<ApiUser> ScriptAsync() => api.Host.Script((string)(await bob.PostAsync("tokens", new { name = "Script", scopes = new[] { "read" } })).ShouldBe(201)["token"]!);
        var script = await ScriptAsync();
        (await bob.PostAsync("account/password", new { currentPassword = ApiHost.Password, newPassword = New })).ShouldBe(204);
        (await script.GetAsync("books")).ShouldBe(200);
        (await bob.PostAsync("account/password", new { currentPassword = New, newPassword = New })).ShouldRefuse("newPassword");
        (await bob.PostAsync("account/password", new { currentPassword = New, newPassword = New + "!", deleteTokens = true })).ShouldBe(204);
        (await script.GetAsync("books")).ShouldBe(401);

        script = await ScriptAsync();
        (await api.Host.Browser().PostAsync("auth/reset", new { token = await LinkAsync(email), password = New })).ShouldBe(204);
        (await script.GetAsync("books")).ShouldBe(401);
    }

    [RequiresFact]
    public async Task The_operator_s_command_waits_for_who_changes_their_own_access_before_it_takes_a_factor_off()
    {
        var (email, _) = await UserAsync();
        await LinkAsync(email);
        await using var open = await OpenTransaction.BeginAsync(api.Database.Superuser, "SELECT FROM users WHERE email = $1 FOR NO KEY UPDATE", email);
        var command = RunAsync(email, "--remove-second-factor");
        await open.UntilSomebodyWaitsAsync("FROM users");
        // The other order waits for this command, and this command for it.
        await open.RunAsync("SELECT FROM users u JOIN password_resets r ON r.user_id = u.id WHERE email = $1 FOR UPDATE", email);
        await open.CommitAsync();
        (await command).Code.ShouldBe(0);
    }

    // In the order of their making, newest first.
    private async Task<List<string>> OwnersSeeAsync(string email)
    {
        await using var command = api.Database.Superuser.CreateCommand("SELECT kind FROM audit_events WHERE who = $1 AND kind ~ '[rR]eset|[fF]actor' ORDER BY id DESC");
        command.Parameters.Add(new() { Value = email });
        await using var reader = await command.ExecuteReaderAsync();
        List<string> kinds = [];
        while (await reader.ReadAsync())
            kinds.Add(reader.GetString(0));
        return kinds;
    }

    private async Task<(string Email, ApiUser Browser)> UserAsync()
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        await api.Host.AddUserAsync(email);
        return (email, await api.Host.SignInAsync(email));
    }

    private async Task<string> LinkAsync(params string[] args)
    {
        var (code, output, problems) = await RunAsync(args);
        code.ShouldBe(0, problems);
        output.ShouldStartWith("http://localhost:8080/reset?token=sm_");
        return output.Trim().Split('=')[1];
    }

    private async Task<(int Code, string Output, string Problems)> RunAsync(params string[] args)
    {
        var (output, problems) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:smartmoney"] = api.Database.AppConnectionString };
        var code = await ResetCommand.RunAsync(args, new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), output, problems);
        return (code, output.ToString(), problems.ToString());
    }
}

public sealed class ResetTestsOn15(InstallationOn15 api) : ResetTests(api), IClassFixture<InstallationOn15>;

public sealed class ResetTestsOn18(InstallationOn18 api) : ResetTests(api), IClassFixture<InstallationOn18>;
