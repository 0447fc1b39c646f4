using Microsoft.AspNetCore.Identity;
using Npgsql;
using Shouldly;
using SmartMoney.Api.Data.Model;
using Xunit;

namespace SmartMoney.Tests.Topology;

/// <summary>Two people, two browsers, one web front that keeps nothing: neither ever sees the other's session.</summary>
[Trait("needs", "topology")]
public sealed class TwoBrowsersTests
{
    private const string OtherEmail = "taro@example.com";

    [Fact]
    public async Task Two_browsers_of_two_users_never_get_each_others_session()
    {
        await using var stack = await RunningStack.StartAsync();
        await stack.SetUpAsync();
        await AddOtherUserAsync(stack);

        using var hanako = await SignedInAsync(stack, RunningStack.Email);
        using var taro = await SignedInAsync(stack, OtherEmail);
        var reads = Enumerable.Range(0, 40).Select(async turn =>
        {
            var (browser, own, other) = turn % 2 == 0 ? (hanako, "Home", "Bachelor") : (taro, "Bachelor", "Home");
            var page = await browser.GetStringAsync(new Uri("/", UriKind.Relative));
            page.ShouldContain($">{own}<");
            page.ShouldNotContain($">{other}<");
        });
        await Task.WhenAll(reads);

        using var nobody = Browser(stack);
        using var answer = await nobody.GetAsync(new Uri("/", UriKind.Relative));
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("Home");
        answer.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/login");
    }

    private static HttpClient Browser(RunningStack stack) =>
        new(new HttpClientHandler { UseCookies = true, CheckCertificateRevocationList = true }) { BaseAddress = new Uri(stack.Address) };

    private static async Task<HttpClient> SignedInAsync(RunningStack stack, string email)
    {
        var browser = Browser(stack);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["Email"] = email, ["Password"] = RunningStack.Password });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/login", UriKind.Relative)) { Content = form };
        request.Headers.Add("Origin", stack.Address);
        using var response = await browser.SendAsync(request);
        response.IsSuccessStatusCode.ShouldBeTrue();
        response.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/");
        return browser;
    }

    private static async Task AddOtherUserAsync(RunningStack stack)
    {
        var user = new User { Id = Guid.CreateVersion7(), UserName = OtherEmail };
        var hash = new PasswordHasher<User>().HashPassword(user, RunningStack.Password);
        await using var owner = await stack.OwnerAsync();
        await using var command = new NpgsqlCommand("""
            WITH person AS (
                INSERT INTO users (id, is_operator, created_at, user_name, normalized_user_name, email, normalized_email, email_confirmed,
                                   password_hash, security_stamp, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
                VALUES (@id, false, now(), @email, upper(@email), @email, upper(@email), true, @hash, @id::text, false, false, false, 0)
            ), home AS (
                INSERT INTO books (id, name, base_currency, time_zone, locale, first_day_of_month, created_at)
                VALUES (@id, 'Bachelor', 'JPY', 'Asia/Tokyo', 'en', 1, now())
            )
            INSERT INTO members (book_id, user_id, role, joined_at) VALUES (@id, @id, 2, now())
            """, owner);
        command.Parameters.AddWithValue("id", user.Id);
        command.Parameters.AddWithValue("email", OtherEmail);
        command.Parameters.AddWithValue("hash", hash);
        await command.ExecuteNonQueryAsync();
    }
}
