using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Accounts;

[Trait("needs", "postgres")]
public abstract class AccountTests(Installation api)
{
    [RequiresFact]
    public async Task A_new_account_takes_the_books_currency_and_counts_in_the_net_worth()
    {
        var path = await api.NewBookAsync("JPY");
        var made = (await api.Owner.PostAsync($"{path}/accounts", new { name = " Wallet ", kind = "cash" })).ShouldBe(201);
        made.Headers["Location"].ShouldBe($"/api/v1/{path}/accounts/{made.Id}");
        made.ETag.ShouldBe("\"1\"");
        ((string?)made["name"]).ShouldBe("Wallet");
        ((string?)made["kind"]).ShouldBe("cash");
        ((string?)made["currency"]).ShouldBe("JPY");
        ((long)made["balance"]!, (long)made["baseBalance"]!, (long)made["transactions"]!).ShouldBe((0, 0, 0));
        ((bool)made["inNetWorth"]!).ShouldBeTrue();
        made["openingDate"].ShouldBeNull();
        (await api.Owner.GetAsync($"{path}/accounts/{made.Id}")).Text.ShouldBe(made.Text);
    }

    [RequiresTheory]
    [InlineData("cash")]
    [InlineData("bank")]
    [InlineData("creditCard")]
    [InlineData("eMoney")]
    [InlineData("investment")]
    [InlineData("loan")]
    [InlineData("receivable")]
    [InlineData("other")]
    public async Task Every_kind_of_account_is_kept(string kind)
    {
        var path = await api.NewBookAsync();
        var made = await api.Owner.PostAsync($"{path}/accounts", new { name = "A", kind, currency = "KWD", openingBalance = -5, openingDate = "2026-01-01", inNetWorth = false });
        ((string?)made.ShouldBe(201)["kind"]).ShouldBe(kind);
        ((int)made["currencyDigits"]!).ShouldBe(3);
        ((long)made["balance"]!).ShouldBe(-5);
        made["baseBalance"].ShouldBeNull();
        ((bool)made["inNetWorth"]!).ShouldBeFalse();
    }

    [RequiresFact]
    public async Task Everything_wrong_with_a_new_account_is_said_at_once()
    {
        var path = await api.NewBookAsync();
        (await api.Owner.PostAsync($"{path}/accounts", new { })).ShouldRefuse("name", "kind");
        (await api.Owner.PostAsync($"{path}/accounts", new { name = " ", kind = "bank", currency = "XXX", openingBalance = 1_000_000_000_000_001, openingDate = "1899-12-31" }))
            .ShouldRefuse("name", "currency", "openingBalance", "openingDate");
        (await api.Owner.PostAsync($"{path}/accounts", new { name = "A", kind = "bank", openingBalance = 1.5 })).ShouldRefuse("openingBalance");
        (await api.Owner.PostAsync($"{path}/accounts", new { name = "A", kind = 1 })).ShouldRefuse("kind");
    }

    [RequiresFact]
    public async Task Two_accounts_of_a_book_have_different_names()
    {
        var path = await api.NewBookAsync();
        (await api.Owner.PostAsync($"{path}/accounts", new { name = "Bank", kind = "bank" })).ShouldBe(201);
        (await api.Owner.PostAsync($"{path}/accounts", new { name = "Bank", kind = "cash" })).ShouldBeProblem(409, "name-taken");
        (await api.Owner.PostAsync($"{await api.NewBookAsync()}/accounts", new { name = "Bank", kind = "cash" })).ShouldBe(201);
    }

    [RequiresFact]
    public async Task A_patch_changes_what_it_names_and_null_clears_a_date()
    {
        var path = await api.NewBookAsync();
        var made = await api.Owner.PostAsync($"{path}/accounts", new { name = "Bank", kind = "bank", openingBalance = 500, openingDate = "2026-01-01" });
        var account = $"{path}/accounts/{made.Id}";

        var closed = (await api.Owner.PatchAsync(account, new { closedOn = "2026-06-30", kind = "other" }, made.ETag)).ShouldBe(200);
        ((string?)closed["closedOn"], (string?)closed["kind"], (string?)closed["openingDate"]).ShouldBe(("2026-06-30", "other", "2026-01-01"));
        closed.ETag.ShouldBe("\"2\"");
        var open = (await api.Owner.PatchAsync(account, new { closedOn = (string?)null, openingDate = (string?)null }, closed.ETag)).ShouldBe(200);
        open["closedOn"].ShouldBeNull();
        open["openingDate"].ShouldBeNull();
        ((long)open["openingBalance"]!).ShouldBe(500);

        (await api.Owner.PatchAsync(account, new { currency = "USD", name = (string?)null, kind = (string?)null, openingBalance = (long?)null, inNetWorth = (bool?)null }, open.ETag))
            .ShouldRefuse("currency", "name", "kind", "openingBalance", "inNetWorth");
        (await api.Owner.PatchAsync(account, new { openingDate = "2026-06-01", closedOn = "2026-05-31" }, open.ETag)).ShouldRefuse("closedOn");
    }

    [RequiresFact]
    public async Task An_account_with_transactions_is_closed_not_deleted()
    {
        var book = await LedgerBook.NewAsync(api);
        var row = await book.AddAsync("2026-01-01", -100);
        (await book.Owner.DeleteAsync($"{book.Path}/accounts/{book.Wallet}")).ShouldBeProblem(409, "account-in-use");
        (await book.DeleteAsync(row)).ShouldBe(204);
        (await book.Owner.DeleteAsync($"{book.Path}/accounts/{book.Wallet}")).ShouldBe(204).Headers.ShouldContainKey("SmartMoney-Change");
        (await book.GetAsync($"accounts/{book.Wallet}")).ShouldBeProblem(404, "not-found");
        (await book.Owner.DeleteAsync($"{book.Path}/accounts/{book.Wallet}")).ShouldBe(404);
    }

    [RequiresFact]
    public async Task Deleting_an_account_can_be_undone()
    {
        var book = await LedgerBook.NewAsync(api);
        var before = await book.GetAsync($"accounts/{book.Dollars}");
        var deleted = await book.Owner.DeleteAsync($"{book.Path}/accounts/{book.Dollars}");
        (await book.UndoAsync(deleted.Headers["SmartMoney-Change"])).ShouldBe(200);
        var after = (await book.GetAsync($"accounts/{book.Dollars}")).ShouldBe(200);
        ((string?)after["name"], (string?)after["currency"]).ShouldBe(((string?)before["name"], (string?)before["currency"]));
    }

    [RequiresFact]
    public async Task Accounts_are_listed_in_the_order_they_were_made_page_by_page()
    {
        var path = await api.NewBookAsync();
        string[] names = ["Zebra", "Ant", "Moth", "Bee", "Yak"];
        foreach (var name in names)
            (await api.Owner.PostAsync($"{path}/accounts", new { name, kind = "other" })).ShouldBe(201);

        var first = (await api.Owner.GetAsync($"{path}/accounts?limit=3")).ShouldBe(200);
        var second = await api.Owner.GetAsync($"{path}/accounts?limit=3&cursor={first["next"]}");
        first.Items.Concat(second.Items).Select(account => (string?)account["name"]).ShouldBe(names);
        first.Items.Count().ShouldBe(3);
        second["next"].ShouldBeNull();
        (await api.Owner.GetAsync($"{path}/accounts?limit=5"))["next"].ShouldBeNull();
        (await api.Owner.GetAsync($"{path}/accounts?limit=0")).ShouldRefuse("limit");
        (await api.Owner.GetAsync($"{path}/accounts?cursor=bm9uc2Vuc2U")).ShouldRefuse("cursor");
    }
}

public sealed class AccountTestsOn15(InstallationOn15 api) : AccountTests(api), IClassFixture<InstallationOn15>;

public sealed class AccountTestsOn18(InstallationOn18 api) : AccountTests(api), IClassFixture<InstallationOn18>;
