using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Auth;

/// <summary>Wrong passwords: whoever fails waits, and nobody else.</summary>
[Trait("needs", "postgres")]
public abstract class AttemptTests(Installation api)
{
    [RequiresFact]
    public async Task After_thirty_wrong_passwords_an_address_waits_with_the_right_one_too_and_others_do_not()
    {
        var email = NewEmail();
        await api.Host.AddUserAsync(email);
        var answers = new List<ApiAnswer>();
        for (var i = 0; i < 30; i++)
            answers.Add(await TryAsync(api.Host, email, "not this one", from: "203.0.113.7"));

        answers.Take(5).ShouldAllBe(answer => answer.Status == 401);
        answers.Skip(5).ShouldAllBe(answer => answer.Status == 429);
        var right = (await TryAsync(api.Host, email, ApiHost.Password, "203.0.113.7")).ShouldBeProblem(429, "too-many-attempts");
        int.Parse(right.Headers["Retry-After"]).ShouldBeInRange(1, 30);
        right.Headers.ShouldNotContainKey("Set-Cookie");

        (await TryAsync(api.Host, email, ApiHost.Password, "203.0.113.8")).ShouldBe(204);
        (await TryAsync(api.Host, Installation.Email, ApiHost.Password, "203.0.113.7")).ShouldBe(204);
        (await TryAsync(api.Host, email.ToUpperInvariant(), ApiHost.Password, "203.0.113.7")).ShouldBe(429);
    }

    [RequiresFact]
    public async Task The_wait_doubles_and_ends_and_the_right_password_forgives_all()
    {
        var clock = new ManualClock(TimeProvider.System.GetUtcNow());
        await using var replica = api.Replica(new ApiHostOptions { Clock = clock });
        var email = NewEmail();
        await replica.AddUserAsync(email);
        for (var i = 0; i < 5; i++)
            (await TryAsync(replica, email, "wrong")).ShouldBe(401);
        foreach (var wait in new[] { 30, 60, 120, 240, 480, 900, 900 })
        {
            int.Parse((await TryAsync(replica, email, ApiHost.Password)).ShouldBe(429).Headers["Retry-After"]).ShouldBe(wait);
            clock.Now += TimeSpan.FromSeconds(wait);
            (await TryAsync(replica, email, "wrong")).ShouldBe(401);
        }

        clock.Now += TimeSpan.FromMinutes(16);
        (await TryAsync(replica, email, ApiHost.Password)).ShouldBe(204);
        for (var i = 0; i < 4; i++)
            (await TryAsync(replica, email, "wrong")).ShouldBe(401);
        (await TryAsync(replica, email, ApiHost.Password)).ShouldBe(204);
    }

    [RequiresFact]
    public async Task A_hundred_at_once_are_no_more_tries_than_one_after_another()
    {
        var email = NewEmail();
        await api.Host.AddUserAsync(email);
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => TryAsync(api.Host, email, "wrong", "203.0.113.9")));
        answers.Count(answer => answer.Status == 401).ShouldBe(5);
        answers.Count(answer => answer.Status == 429).ShouldBe(95);
    }

    [RequiresFact]
    public async Task An_address_that_nobody_has_is_counted_like_one_that_somebody_has()
    {
        var email = NewEmail();
        for (var i = 0; i < 5; i++)
            (await TryAsync(api.Host, email, "wrong", "203.0.113.10")).ShouldBe(401);
        (await TryAsync(api.Host, email, "wrong", "203.0.113.10")).ShouldBeProblem(429, "too-many-attempts");
    }

    [RequiresFact]
    public async Task Neighbours_in_one_IPv6_network_are_one()
    {
        var email = NewEmail();
        await api.Host.AddUserAsync(email);
        for (var i = 0; i < 5; i++)
            (await TryAsync(api.Host, email, "wrong", $"2001:db8::{i + 1}")).ShouldBe(401);
        (await TryAsync(api.Host, email, ApiHost.Password, "2001:db8::99")).ShouldBe(429);
        (await TryAsync(api.Host, email, ApiHost.Password, "2001:db8:0:1::1")).ShouldBe(204);
    }

    [RequiresFact]
    public async Task The_own_password_is_asked_for_again_and_counts_too()
    {
        var email = NewEmail();
        await api.Host.AddUserAsync(email);
        var bob = await api.Host.SignInAsync(email);
        for (var i = 0; i < 5; i++)
            (await bob.PostAsync("account/password", new { currentPassword = "wrong", newPassword = "a brand new password" })).ShouldRefuse("currentPassword");
        (await bob.PostAsync("account/password", new { currentPassword = ApiHost.Password, newPassword = "a brand new password" })).ShouldBeProblem(429, "too-many-attempts");
        (await bob.GetAsync("auth/me")).ShouldBe(200);
    }

    private static string NewEmail() => $"{Guid.NewGuid():N}@example.org";

    private static Task<ApiAnswer> TryAsync(ApiHost host, string email, string password, string from = "203.0.113.1") =>
        host.Browser().PostAsync("auth/login", new { email, password }, ("X-Forwarded-For", from));
}

public sealed class AttemptTestsOn15(InstallationOn15 api) : AttemptTests(api), IClassFixture<InstallationOn15>;

public sealed class AttemptTestsOn18(InstallationOn18 api) : AttemptTests(api), IClassFixture<InstallationOn18>;
