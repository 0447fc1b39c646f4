using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Books;

[Trait("needs", "postgres")]
public abstract class BookTests(Installation api)
{
    [RequiresTheory]
    [InlineData("JPY", "Asia/Tokyo", "ja", 0)]
    [InlineData("EUR", "UTC", "en", 2)]
    [InlineData("KWD", "UTC", "en", 3)]
    public async Task A_new_book_takes_its_defaults_from_its_currency(string currency, string timeZone, string locale, int digits)
    {
        var made = (await api.Owner.PostAsync("books", new { name = " Home ", baseCurrency = currency })).ShouldBe(201);
        made.Headers["Location"].ShouldBe($"/api/v1/books/{made.Id}");
        made.ETag.ShouldBe("\"1\"");
        ((string?)made["name"]).ShouldBe("Home");
        ((string?)made["role"]).ShouldBe("owner");
        ((string?)made["timeZone"]).ShouldBe(timeZone);
        ((string?)made["locale"]).ShouldBe(locale);
        ((int)made["currencyDigits"]!).ShouldBe(digits);
        ((int)made["firstDayOfMonth"]!).ShouldBe(1);
        (await api.Owner.GetAsync($"books/{made.Id}")).ShouldBe(200).Text.ShouldBe(made.Text);
    }

    [RequiresFact]
    public async Task Today_is_the_day_where_the_book_is()
    {
        await using var host = api.Replica(new() { Clock = new ManualClock(new(2026, 3, 31, 20, 0, 0, TimeSpan.Zero)) });
        var ann = await host.SignInAsync(Installation.Email);
        var tokyo = await ann.PostAsync("books", new { name = "A", baseCurrency = "JPY" });
        var honolulu = await ann.PostAsync("books", new { name = "B", baseCurrency = "USD", timeZone = "Pacific/Honolulu" });
        ((string?)tokyo["today"]).ShouldBe("2026-04-01");
        ((string?)honolulu["today"]).ShouldBe("2026-03-31");
    }

    [RequiresFact]
    public async Task Everything_wrong_with_a_new_book_is_said_at_once()
    {
        (await api.Owner.PostAsync("books", new { })).ShouldRefuse("name", "baseCurrency");
        (await api.Owner.PostAsync("books", new { name = new string('x', 201), baseCurrency = "jpy", timeZone = "Tokyo Standard Time", locale = "de", firstDayOfMonth = 32 }))
            .ShouldRefuse("name", "baseCurrency", "timeZone", "locale", "firstDayOfMonth");
    }

    [RequiresFact]
    public async Task A_change_needs_the_version_that_was_read()
    {
        var path = await api.NewBookAsync();
        var book = await api.Owner.GetAsync(path);
        (await api.Owner.PatchAsync(path, new { name = "Flat" }, ifMatch: null)).ShouldBeProblem(428, "precondition-required");
        (await api.Owner.PatchAsync(path, new { name = "Flat" }, "\"99\"")).ShouldBeProblem(412, "precondition-failed");

        var changed = (await api.Owner.PatchAsync(path, new { name = "Flat", firstDayOfMonth = 25 }, book.ETag)).ShouldBe(200);
        changed.ETag.ShouldBe("\"2\"");
        ((string?)changed["name"]).ShouldBe("Flat");
        ((string?)changed["timeZone"]).ShouldBe("UTC");
        (await api.Owner.PatchAsync(path, new { name = "House" }, book.ETag)).ShouldBe(412);
        (await api.Owner.GetAsync(path)).Text.ShouldBe(changed.Text);
    }

    [RequiresFact]
    public async Task A_patch_changes_what_it_names_and_clears_nothing_that_must_be()
    {
        var path = await api.NewBookAsync();
        (await api.Owner.PatchAsync(path, new { name = (string?)null, timeZone = (string?)null, firstDayOfMonth = (int?)null, locale = "fr", baseCurrency = "USD" }, "\"1\""))
            .ShouldRefuse("name", "timeZone", "firstDayOfMonth", "locale", "baseCurrency");
        var same = (await api.Owner.PatchAsync(path, new { baseCurrency = "EUR", somethingElse = 1 }, "\"1\"")).ShouldBe(200);
        same.ETag.ShouldBe("\"1\"");
    }

    [RequiresFact]
    public async Task Members_may_do_what_their_role_says()
    {
        var path = await api.NewBookAsync();
        var email = $"{Guid.NewGuid()}@example.org";
        var tom = await api.Host.AddUserAsync(email);
        var browser = await api.Host.SignInAsync(email);
        (await browser.GetAsync(path)).ShouldBeProblem(404, "not-found");

        await JoinAsync(path, tom, role: 0);
        ((string?)(await browser.GetAsync(path))["role"]).ShouldBe("viewer");
        (await browser.GetAsync($"{path}/accounts")).ShouldBe(200);
        (await browser.PostAsync($"{path}/accounts", new { name = "Wallet", kind = "cash" })).ShouldBeProblem(403, "forbidden");

        await JoinAsync(path, tom, role: 1);
        (await browser.PostAsync($"{path}/accounts", new { name = "Wallet", kind = "cash" })).ShouldBe(201);
        (await browser.PatchAsync(path, new { name = "Mine" }, "\"1\"")).ShouldBeProblem(403, "forbidden");
    }

    [RequiresFact]
    public async Task Only_ones_own_books_are_listed_page_by_page()
    {
        var kim = $"{Guid.NewGuid()}@example.org";
        await api.Host.AddUserAsync(kim);
        var browser = await api.Host.SignInAsync(kim);
        (await browser.GetAsync("books")).ShouldBe(200).Items.ShouldBeEmpty();
        for (var i = 1; i <= 3; i++)
            (await browser.PostAsync("books", new { name = $"B{i}", baseCurrency = "EUR" })).ShouldBe(201);

        var first = await browser.GetAsync("books?limit=2");
        var second = await browser.GetAsync($"books?limit=2&cursor={first["next"]}");
        first.Items.Concat(second.Items).Select(book => (string?)book["name"]).ShouldBe(["B1", "B2", "B3"]);
        second["next"].ShouldBeNull();
        (await browser.GetAsync("books?limit=501&cursor=%00")).ShouldRefuse("limit", "cursor");
    }

    private async Task JoinAsync(string path, Guid user, int role)
    {
        await using var join = api.Database.Superuser.CreateCommand(
            "INSERT INTO members (book_id, user_id, role, joined_at) VALUES ($1, $2, $3, now()) ON CONFLICT (book_id, user_id) DO UPDATE SET role = $3");
        foreach (var value in new object[] { Guid.Parse(path["books/".Length..]), user, role })
            join.Parameters.Add(new() { Value = value });
        await join.ExecuteNonQueryAsync();
    }
}

public sealed class BookTestsOn15(InstallationOn15 api) : BookTests(api), IClassFixture<InstallationOn15>;

public sealed class BookTestsOn18(InstallationOn18 api) : BookTests(api), IClassFixture<InstallationOn18>;
