using Shouldly;
using SmartMoney.Api.Data.Model;
using SmartMoney.Tests.Api.Docs;
using Xunit;

namespace SmartMoney.Tests.Api.Access;

/// <summary>What the description may say about who gets in; <see cref="RouteMatrixTests"/> hold the routes to what it says.</summary>
public sealed class RouteRulesTests(DocsTests.Hosted hosted) : IClassFixture<DocsTests.Hosted>
{
    private static readonly string[] OwnersOnly = ["members", "invitations", "audit", "deletion"];

    /// <summary>Nothing else may be done without being known. A route that is to be added here needs a reason and limits of its own.</summary>
    [Fact]
    public async Task Open_to_everyone_is_only_what_makes_one_known_and_the_health() =>
        (await ApiOperation.ReadAllAsync(hosted.Host)).Where(operation => operation.IsOpen).Select(operation => operation.ToString()).ShouldBe(
            [
                "GET /api/health", "GET /api/v1/setup", "POST /api/v1/setup",
                "POST /api/v1/auth/login", "POST /api/v1/auth/second-factor", "POST /api/v1/auth/passkey/options", "POST /api/v1/auth/passkey",
                "POST /api/v1/auth/reset/read", "POST /api/v1/auth/reset", "POST /api/v1/invitations/read", "POST /api/v1/invitations/accept",
            ],
            ignoreOrder: true);

    [Fact]
    public async Task Viewers_write_nothing_and_who_belongs_to_a_book_and_whether_it_goes_is_the_owner_s_matter_in_a_browser()
    {
        foreach (var operation in (await ApiOperation.ReadAllAsync(hosted.Host)).Where(operation => operation.IsOfBook))
        {
            operation.LeastRole.ShouldNotBeNull(operation.ToString());
            if (operation.IsReading)
                continue;
            (operation.LeastRole >= Role.Editor).ShouldBeTrue(operation.ToString());
            if (operation.Path.Split('/') is [_, "api", "v1", "books", ApiOperation.BookParameter, var below, ..] && OwnersOnly.Contains(below, StringComparer.Ordinal))
                (operation.LeastRole, operation.BrowserOnly).ShouldBe((Role.Owner, true), operation.ToString());
        }
    }

    [Fact]
    public async Task One_s_own_account_and_tokens_are_looked_after_in_a_browser_only()
    {
        foreach (var operation in (await ApiOperation.ReadAllAsync(hosted.Host)).Where(operation => operation.Path.Split('/') is [_, "api", "v1", "account" or "tokens", ..]))
            operation.BrowserOnly.ShouldBeTrue(operation.ToString());
    }
}
