using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Api.Imports.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;
using static SmartMoney.Tests.Api.Imports.Drivers.Export;

namespace SmartMoney.Tests.Api.Rules;

[Trait("needs", "postgres")]
public abstract class RuleTests(Installation api)
{
    [RequiresFact]
    public async Task Always_for_this_payee_gives_the_category_to_rows_without_one_and_to_what_comes_in_later()
    {
        var book = await LedgerBook.NewAsync(api);
        var (without, other) = (await book.AddAsync("2026-01-05", -480, payee: "Kiosk"), await book.AddAsync("2026-01-06", -500, book.Rent, payee: "KIOSK"));
        var made = (await book.PostAsync("rules", new { payee = " kiosk ", categoryId = book.Food })).ShouldBe(201);
        ((string?)made["payee"], (int)made["applied"]!).ShouldBe(("kiosk", 1));
        (await CategoryAsync(book, without)).ShouldBe(book.Food);
        (await CategoryAsync(book, other)).ShouldBe(book.Rent);

        (await CategoryAsync(book, await book.AddAsync("2026-01-07", -300, payee: "ＫＩＯＳＫ"))).ShouldBe(book.Food);
        (await CategoryAsync(book, await book.AddAsync("2026-01-08", -300, book.Rent, payee: "Kiosk"))).ShouldBe(book.Rent);
        (await CategoryAsync(book, await book.AddAsync("2026-01-08", -300, payee: "Kiosk 2"))).ShouldBeNull();
    }

    [RequiresFact]
    public async Task One_undo_takes_back_a_rule_and_what_it_did()
    {
        var book = await LedgerBook.NewAsync(api);
        var (without, named) = (await book.AddAsync("2026-01-05", -480, payee: "Kiosk"), await book.AddAsync("2026-01-06", -500, book.Rent, payee: "Kiosk"));
        var made = (await book.PostAsync("rules", new { payee = "Kiosk", categoryId = book.Food, transactionIds = new[] { named } })).ShouldBe(201);
        ((int)made["applied"]!).ShouldBe(2);
        (await CategoryAsync(book, named)).ShouldBe(book.Food);

        (await book.PostAsync($"changes/{made.Change}/undo")).ShouldBe(200);
        (await CategoryAsync(book, without)).ShouldBeNull();
        (await CategoryAsync(book, named)).ShouldBe(book.Rent);
        (await book.GetAsync("rules")).ShouldBe(200).Items.ShouldBeEmpty();
    }

    [RequiresFact]
    public async Task A_payee_has_one_rule_the_last_one()
    {
        var book = await LedgerBook.NewAsync(api);
        var first = (await book.PostAsync("rules", new { payee = "Kiosk", categoryId = book.Food })).ShouldBe(201);
        var second = (await book.PostAsync("rules", new { payee = "kiosk", categoryId = book.Rent, apply = false })).ShouldBe(201);
        second.Id.ShouldBe(first.Id);
        var rule = (await book.GetAsync("rules")).ShouldBe(200).Items.ShouldHaveSingleItem();
        ((Guid)rule["categoryId"]!).ShouldBe(book.Rent);
    }

    [RequiresFact]
    public async Task A_rule_is_read_changed_and_deleted_like_any_row()
    {
        var book = await LedgerBook.NewAsync(api);
        var made = (await book.PostAsync("rules", new { payee = "Kiosk", categoryId = book.Food })).ShouldBe(201);
        var other = (await book.PostAsync("rules", new { payee = "Deli", categoryId = book.Food })).ShouldBe(201);
        var path = $"{book.Path}/rules/{made.Id}";
        var read = (await book.Owner.GetAsync(path)).ShouldBe(200);
        (await book.Owner.PatchAsync(path, new { categoryId = book.Rent }, null)).ShouldBe(428);
        var changed = (await book.Owner.PatchAsync(path, new { payee = "Kiosk Ginza", categoryId = book.Rent }, read.ETag)).ShouldBe(200);
        ((string?)changed["payee"], (Guid)changed["categoryId"]!, (int)changed["version"]!).ShouldBe(("Kiosk Ginza", book.Rent, 2));
        (await book.Owner.PatchAsync(path, new { payee = "DELI" }, "*")).ShouldBeProblem(409, "payee-taken");
        (await book.Owner.PatchAsync(path, new { payee = "", categoryId = (Guid?)null }, "*")).ShouldRefuse("payee", "categoryId");

        (await book.Owner.DeleteAsync(path)).ShouldBe(204);
        (await book.Owner.GetAsync(path)).ShouldBe(404);
        (await book.GetAsync("rules?limit=1")).ShouldBe(200).Items.ShouldHaveSingleItem()["id"]!.GetValue<Guid>().ShouldBe(other.Id);
    }

    [RequiresFact]
    public async Task Rules_are_listed_newest_first_page_by_page()
    {
        var book = await LedgerBook.NewAsync(api);
        foreach (var payee in new[] { "A", "B", "C" })
            await book.MakeAsync("rules", new { payee, categoryId = book.Food });
        List<string?> payees = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await book.GetAsync($"rules?limit=2{(cursor.Length > 0 ? "&cursor=" + cursor : "")}")).ShouldBe(200);
            payees.AddRange(page.Items.Select(rule => (string?)rule["payee"]));
            cursor = (string?)page["next"];
        }

        payees.ShouldBe(["C", "B", "A"]);
        (await book.GetAsync("rules?limit=0&cursor=x")).ShouldRefuse("limit", "cursor");
    }

    [RequiresFact]
    public async Task What_is_wrong_about_a_rule_is_said_by_field()
    {
        var book = await LedgerBook.NewAsync(api);
        (await book.PostAsync("rules", new { })).ShouldRefuse("payee", "categoryId");
        (await book.PostAsync("rules", new { payee = new string('x', 501), categoryId = Guid.NewGuid() })).ShouldRefuse("payee", "categoryId");
        (await book.PostAsync("rules", new { payee = "Kiosk", categoryId = book.Food, transactionIds = new[] { Guid.NewGuid() } })).ShouldRefuse("transactionIds");
    }

    [RequiresFact]
    public async Task A_category_takes_its_rules_with_it_and_an_undo_brings_both_back()
    {
        var book = await LedgerBook.NewAsync(api);
        await book.MakeAsync("rules", new { payee = "Kiosk", categoryId = book.Food });
        var deleted = (await book.Owner.DeleteAsync($"{book.Path}/categories/{book.Food}")).ShouldBe(204);
        (await book.GetAsync("rules")).Items.ShouldBeEmpty();
        (await book.PostAsync($"changes/{deleted.Change}/undo")).ShouldBe(200);
        (await book.GetAsync("rules")).Items.Count().ShouldBe(1);
    }

    [RequiresFact]
    public async Task Imported_rows_of_the_payee_get_the_rules_category_whatever_the_file_says_and_transfers_none()
    {
        var book = await ImportingBook.NewAsync(api);
        var treats = (await book.Owner.PostAsync($"{book.Path}/categories", new { name = "Treats", kind = "expense" })).ShouldBe(201).Id;
        var coffee = Coffee(5) with { Large = "食費", Middle = "カフェ" };
        (await book.Owner.PostAsync($"{book.Path}/rules", new { payee = coffee.Payee.ToUpperInvariant(), categoryId = treats })).ShouldBe(201);
        await book.ImportAsync(Of(coffee, Coffee(6) with { Transfer = true }, Coffee(7) with { Payee = "Kiosk", Large = "食費", Middle = "カフェ" }), created: 3);
        (await book.ScalarAsync<long>($"SELECT count(*) FROM transactions WHERE book_id = current_book() AND category_id = '{treats}'")).ShouldBe(1);
        (await book.ScalarAsync<long>("SELECT count(*) FROM transactions WHERE book_id = current_book() AND transfer_id IS NOT NULL AND category_id IS NULL")).ShouldBe(1);
        await book.PreviewAsync(Of(coffee), duplicates: 1);
    }

    [RequiresFact]
    public async Task A_row_without_a_category_is_suggested_what_the_payees_others_have_with_the_reason()
    {
        var book = await LedgerBook.NewAsync(api);
        foreach (var day in new[] { "2026-01-01", "2026-01-02", "2026-01-03" })
            await book.AddAsync(day, -480, book.Food, payee: "Kiosk Ginza");
        var (same, branch, unknown) = (await book.AddAsync("2026-01-05", -480, payee: "KIOSK GINZA"), await book.AddAsync("2026-01-05", -480, payee: "Kiosk 0042"), await book.AddAsync("2026-01-05", -1, payee: "Deli"));
        var categorised = await book.AddAsync("2026-01-05", -1, book.Rent, payee: "Kiosk Ginza");

        var items = (await book.GetAsync($"transactions/category-suggestions?id={same}&id={branch}&id={unknown}&id={categorised}")).ShouldBe(200).Items
            .ToDictionary(item => (Guid)item["transactionId"]!);
        items.Keys.ShouldBe([same, branch], ignoreOrder: true);
        ((Guid)items[same]["categoryId"]!, (string?)items[same]["basis"], (int)items[same]["matching"]!, (int)items[same]["seen"]!).ShouldBe((book.Food, "payee", 3, 4));
        ((string?)items[branch]["basis"], (string?)items[branch]["word"]).ShouldBe(("word", "kiosk"));

        var taken = (await book.PostAsync("transactions/bulk", new { ids = new[] { same, branch, unknown, categorised }, set = new { suggestedCategory = true } })).ShouldBe(200);
        ((int)taken["changed"]!).ShouldBe(2);
        (await CategoryAsync(book, same)).ShouldBe(book.Food);
        (await CategoryAsync(book, unknown)).ShouldBeNull();
        (await book.PostAsync($"changes/{taken.Change}/undo")).ShouldBe(200);
        (await CategoryAsync(book, same)).ShouldBeNull();
    }

    [RequiresFact]
    public async Task Money_out_is_never_suggested_as_income_and_nonsense_is_refused()
    {
        var book = await LedgerBook.NewAsync(api);
        await book.AddAsync("2026-01-01", 300_000, book.Salary, payee: "Employer");
        var (paid, repaid) = (await book.AddAsync("2026-01-02", -500, payee: "Employer"), await book.AddAsync("2026-01-02", 500, payee: "Employer"));
        (await book.GetAsync($"transactions/category-suggestions?id={paid}&id={repaid}")).Items.ShouldHaveSingleItem()["transactionId"]!.GetValue<Guid>().ShouldBe(repaid);
        (await book.GetAsync("transactions/category-suggestions")).ShouldRefuse("id");
        (await book.GetAsync("transactions/category-suggestions?id=x")).ShouldRefuse("id");
        (await book.GetAsync("transactions/category-suggestions?" + string.Join('&', Enumerable.Repeat($"id={paid}", 101)))).ShouldRefuse("id");
        (await book.PostAsync("transactions/bulk", new { ids = new[] { paid }, set = new { suggestedCategory = true, categoryId = book.Food } })).ShouldRefuse("set.suggestedCategory");
    }

    private static async Task<Guid?> CategoryAsync(LedgerBook book, Guid id) => (Guid?)(await book.TransactionAsync(id))["categoryId"];
}

public sealed class RuleTestsOn15(InstallationOn15 api) : RuleTests(api), IClassFixture<InstallationOn15>;

public sealed class RuleTestsOn18(InstallationOn18 api) : RuleTests(api), IClassFixture<InstallationOn18>;
