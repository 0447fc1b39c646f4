using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Postgres;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Setup;

[Trait("needs", "postgres")]
public abstract class SetupTests(PostgresDatabase database)
{
    private static readonly object Household = new { email = "ann@example.org", password = ApiHost.Password, bookName = "Home", baseCurrency = "JPY" };

    [RequiresFact]
    public async Task Setup_makes_a_user_and_a_book_and_signs_in()
    {
        await using var host = await NewHostAsync();
        var ann = host.Browser();
        var before = await ann.GetAsync("setup");
        ((bool)before["required"]!, (bool)before["tokenRequired"]!).ShouldBe((true, false));

        var done = (await ann.PostAsync("setup", Household)).ShouldBe(201);

        ((bool)(await ann.GetAsync("setup"))["required"]!).ShouldBeFalse();
        var me = (await ann.GetAsync("auth/me")).ShouldBe(200);
        ((Guid)me["userId"]!).ShouldBe((Guid)done["userId"]!);
        var book = me["books"]!.AsArray().ShouldHaveSingleItem()!;
        ((Guid)book["id"]!).ShouldBe((Guid)done["bookId"]!);
        ((string?)book["timeZone"]).ShouldBe("Asia/Tokyo");
        ((string?)book["locale"]).ShouldBe("ja");
        ((int)book["currencyDigits"]!).ShouldBe(0);
    }

    [RequiresTheory]
    [InlineData("JPY", null, "食費", "食料品")]
    [InlineData("EUR", null, "Food", "Groceries")]
    [InlineData("JPY", "en", "Food", "Groceries")]
    [InlineData("EUR", "ja-JP", "食費", "食料品")]
    public async Task The_book_starts_with_the_category_tree_of_its_language(string baseCurrency, string? locale, string food, string groceries)
    {
        await using var host = await NewHostAsync();
        var ann = host.Browser();
        var done = await ann.PostAsync("setup", new { email = "a@b", password = ApiHost.Password, bookName = "Home", baseCurrency, locale });
        var categories = (await ann.GetAsync($"books/{done.ShouldBe(201)["bookId"]}/categories")).ShouldBe(200).Items.ToList();
        ((string?)categories[0]["name"]).ShouldBe(food);
        ((string?)categories[1]["name"]).ShouldBe(groceries);
        ((string?)categories[1]["builtIn"]).ShouldBe("food.groceries");
        ((Guid)categories[1]["parentId"]!).ShouldBe((Guid)categories[0]["id"]!);
    }

    [RequiresFact]
    public async Task An_address_with_two_signs_is_refused_by_field_and_nothing_is_set_up()
    {
        await using var host = await NewHostAsync();
        (await host.Browser().PostAsync("setup", new { email = "a@b@example.org", password = ApiHost.Password, bookName = "Home", baseCurrency = "JPY" })).ShouldRefuse("email");
        (await host.Browser().PostAsync("setup", Household)).ShouldBe(201);
    }

    [RequiresFact]
    public async Task Setup_works_once()
    {
        await using var host = await NewHostAsync();
        (await host.Browser().PostAsync("setup", Household)).ShouldBe(201);
        (await host.Browser().PostAsync("setup", Household)).ShouldBeProblem(409, "already-set-up");
    }

    [RequiresTheory]
    [InlineData("ann@example.org", "bob@example.org")]
    [InlineData("ann@example.org", "ann@example.org")]
    public async Task Of_two_setups_at_once_one_wins(string one, string other)
    {
        var connection = await NewDatabaseAsync();
        await using var first = new ApiHost(connection);
        await using var second = new ApiHost(connection);
        var answers = await Task.WhenAll(
            first.Browser().PostAsync("setup", new { email = one, password = ApiHost.Password, bookName = "Home", baseCurrency = "EUR" }),
            second.Browser().PostAsync("setup", new { email = other, password = ApiHost.Password, bookName = "Home", baseCurrency = "EUR" }));
        answers.Select(answer => answer.Status).Order().ShouldBe([201, 409]);
        answers.Single(answer => answer.Status == 409).ShouldBeProblem(409, "already-set-up").Headers.ShouldNotContainKey("Set-Cookie");
    }

    [RequiresFact]
    public async Task Everything_wrong_is_said_at_once()
    {
        await using var host = await NewHostAsync();
        var answer = await host.Browser().PostAsync("setup", new
        {
            email = "nobody", password = "too short", bookName = " ", baseCurrency = "Yen", timeZone = "Tokio", locale = "fr",
        });
        answer.ShouldRefuse("email", "password", "bookName", "baseCurrency", "timeZone", "locale");
        ((bool)(await host.Browser().GetAsync("setup"))["required"]!).ShouldBeTrue();
    }

    [RequiresTheory]
    [InlineData("7391028465")]
    [InlineData("ひみつのあいことばです")]
    [InlineData("all lower case letters")]
    public async Task A_password_of_ten_characters_needs_nothing_else(string password)
    {
        await using var host = await NewHostAsync();
        (await host.Browser().PostAsync("setup", new { email = "ünï@例え.jp", password, bookName = "Home", baseCurrency = "EUR" })).ShouldBe(201);
        await host.SignInAsync("ünï@例え.jp", password);
    }

    [RequiresFact]
    public async Task Outside_Development_setup_is_closed_until_a_token_is_configured()
    {
        await using var host = await NewHostAsync(new() { Environment = "Production" });
        ((bool)(await host.Browser().GetAsync("setup"))["tokenRequired"]!).ShouldBeTrue();
        var refused = (await host.Browser().PostAsync("setup", Household)).ShouldBeProblem(403, "setup-token");
        ((string?)refused["detail"]).ShouldNotBeNull().ShouldContain("SmartMoney__SetupToken");
    }

    [RequiresFact]
    public async Task Outside_Development_setup_asks_for_the_token_of_the_configuration()
    {
        await using var host = await NewHostAsync(new()
        {
            Environment = "Production", Settings = new Dictionary<string, string> { ["SmartMoney:SetupToken"] = "let me in" },
        });
        (await host.Browser().PostAsync("setup", Household)).ShouldBeProblem(403, "setup-token");
        (await host.Browser().PostAsync("setup", With("let me out"))).ShouldBeProblem(403, "setup-token");
        (await host.Browser().PostAsync("setup", With("let me in"))).ShouldBe(201);
    }

    [RequiresFact]
    public async Task The_token_may_lie_in_a_file()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "from the file\n");
        await using var host = await NewHostAsync(new()
        {
            Environment = "Production", Settings = new Dictionary<string, string> { ["SmartMoney:SetupTokenFile"] = file },
        });
        (await host.Browser().PostAsync("setup", With("something else"))).ShouldBeProblem(403, "setup-token");
        (await host.Browser().PostAsync("setup", With("from the file"))).ShouldBe(201);
        File.Delete(file);
    }

    private static object With(string setupToken) =>
        new { email = "ann@example.org", password = ApiHost.Password, bookName = "Home", baseCurrency = "JPY", setupToken };

    private async Task<ApiHost> NewHostAsync(ApiHostOptions? options = null) => new(await NewDatabaseAsync(), options);

    private async Task<string> NewDatabaseAsync() =>
        database.Server.AppRoleTo(await database.Server.CloneAsync("setup", CancellationToken.None));
}

public sealed class SetupTestsOn15(Postgres15 database) : SetupTests(database), IClassFixture<Postgres15>;

public sealed class SetupTestsOn18(Postgres18 database) : SetupTests(database), IClassFixture<Postgres18>;
