using System.Text.Json.Nodes;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Transactions;

[Trait("needs", "postgres")]
public abstract class TransactionTests(Installation api)
{
    [RequiresFact]
    public async Task An_added_transaction_is_answered_as_it_is_kept()
    {
        var book = await LedgerBook.NewAsync(api);
        var made = await book.PostAsync("transactions", new
        {
            accountId = book.Wallet, date = "2026-03-04", amount = -1280, payee = " 7-Eleven ", description = "Lunch", categoryId = book.Food,
            tags = new[] { "work", " work ", "lunch" }, notes = "with Bob", status = "pending", excluded = true,
        });
        made.ShouldBe(201);
        made.Headers["Location"].ShouldEndWith($"/api/v1/{book.Path}/transactions/{made.Id}");
        Guid.TryParse(made.Change, out _).ShouldBeTrue();
        made.ETag.ShouldBe("\"1\"");
        var expected = new JsonObject
        {
            ["id"] = made.Id, ["accountId"] = book.Wallet, ["date"] = "2026-03-04", ["amount"] = -1280, ["currency"] = "JPY", ["payee"] = "7-Eleven",
            ["description"] = "Lunch", ["categoryId"] = book.Food, ["tags"] = new JsonArray("work", "lunch"), ["notes"] = "with Bob",
            ["status"] = "pending", ["excluded"] = true, ["transfer"] = false, ["transferId"] = null, ["importId"] = null, ["importLine"] = null,
            ["createdAt"] = (string?)made["createdAt"], ["updatedAt"] = (string?)made["updatedAt"], ["version"] = 1,
        };
        JsonNode.DeepEquals(made.Json, expected).ShouldBeTrue(made.Text);

        var got = await book.TransactionAsync(made.Id);
        got.Text.ShouldBe(made.Text);
        got.ETag.ShouldBe("\"1\"");
        JsonNode.DeepEquals((await book.GetAsync("transactions")).Items.Single(), expected).ShouldBeTrue();
    }

    [RequiresFact]
    public async Task What_is_not_given_is_empty_cleared_and_counted()
    {
        var book = await LedgerBook.NewAsync(api);
        var made = await book.TransactionAsync(await book.MakeAsync("transactions", new { accountId = book.Dollars, date = "2026-03-04", amount = 500 }));
        ((string?)made["currency"]).ShouldBe("USD");
        ((string?)made["payee"]).ShouldBe("");
        ((string?)made["status"]).ShouldBe("cleared");
        ((bool)made["excluded"]!).ShouldBeFalse();
        made["categoryId"].ShouldBeNull();
        ((JsonArray)made["tags"]!).ShouldBeEmpty();
    }

    [RequiresFact]
    public async Task Everything_wrong_with_a_new_transaction_is_said_at_once()
    {
        var book = await LedgerBook.NewAsync(api);
        (await book.PostAsync("transactions", new { })).ShouldRefuse("accountId", "date", "amount");
        (await book.PostAsync("transactions", new
        {
            accountId = Guid.NewGuid(), date = "1899-12-31", amount = 0, payee = new string('x', 501), description = new string('x', 501),
            categoryId = Guid.NewGuid(), tags = new[] { "" }, notes = new string('x', 4001),
        })).ShouldRefuse("accountId", "date", "amount", "payee", "description", "categoryId", "tags", "notes");
        (await book.ListAsync()).ShouldBeEmpty();
    }

    [RequiresTheory]
    [InlineData(1_000_000_000_000_000, 201)]
    [InlineData(-1_000_000_000_000_000, 201)]
    [InlineData(1_000_000_000_000_001, 422)]
    [InlineData(long.MinValue, 422)]
    public async Task Amounts_have_a_limit(long amount, int status)
    {
        var book = await LedgerBook.NewAsync(api);
        (await book.PostAsync("transactions", new { accountId = book.Wallet, date = "2026-01-01", amount })).ShouldBe(status);
    }

    [RequiresTheory]
    [InlineData("1900-01-01", 201)]
    [InlineData("2199-12-31", 201)]
    [InlineData("2200-01-01", 422)]
    public async Task Dates_have_a_range(string date, int status)
    {
        var book = await LedgerBook.NewAsync(api);
        (await book.PostAsync("transactions", new { accountId = book.Wallet, date, amount = 1 })).ShouldBe(status);
    }

    [RequiresFact]
    public async Task Fifty_tags_of_sixty_characters_fit_and_one_more_does_not()
    {
        var book = await LedgerBook.NewAsync(api);
        string[] tags = [.. Enumerable.Range(0, 51).Select(number => $"{number:D2}".PadRight(60, 'x'))];
        (await book.PostAsync("transactions", new { accountId = book.Wallet, date = "2026-01-01", amount = 1, tags = tags[..50] })).ShouldBe(201);
        (await book.PostAsync("transactions", new { accountId = book.Wallet, date = "2026-01-01", amount = 1, tags })).ShouldRefuse("tags");
        (await book.PostAsync("transactions", new { accountId = book.Wallet, date = "2026-01-01", amount = 1, tags = new[] { new string('x', 61) } })).ShouldRefuse("tags");
    }

    [RequiresFact]
    public async Task A_character_that_cannot_be_kept_is_refused_by_field()
    {
        var book = await LedgerBook.NewAsync(api);
        (await book.PostAsync("transactions", new { accountId = book.Wallet, date = "2026-01-01", amount = 1, payee = "a\0b", tags = new[] { "\0" } }))
            .ShouldRefuse("payee", "tags");
        (await book.GetAsync("transactions?q=%00&tag=%00")).ShouldRefuse("q", "tag");
    }

    [RequiresFact]
    public async Task A_closed_account_takes_no_row_after_its_last_day()
    {
        var book = await LedgerBook.NewAsync(api);
        var account = await book.GetAsync($"accounts/{book.Wallet}");
        var late = await book.AddAsync("2026-06-30", -1);
        (await api.Owner.PatchAsync($"{book.Path}/accounts/{book.Wallet}", new { closedOn = "2026-05-31" }, account.ETag)).ShouldBe(200);

        (await book.PostAsync("transactions", new { accountId = book.Wallet, date = "2026-05-31", amount = -1 })).ShouldBe(201);
        (await book.PostAsync("transactions", new { accountId = book.Wallet, date = "2026-06-01", amount = -1 })).ShouldRefuse("date");
        (await book.EditAsync(late, new { date = "2026-07-01" })).ShouldRefuse("date");
        (await book.EditAsync(late, new { payee = "still editable", date = "2026-06-30" })).ShouldBe(200);
        (await book.EditAsync(late, new { date = "2026-05-30" })).ShouldBe(200);
    }

    [RequiresFact]
    public async Task A_patch_changes_what_it_names_and_null_clears()
    {
        var book = await LedgerBook.NewAsync(api);
        var id = await book.AddAsync("2026-03-04", -100, book.Food, "Shop", tags: "a");
        var edited = await book.EditAsync(id, new { amount = -250, notes = "new" });
        edited.ShouldBe(200).ETag.ShouldBe("\"2\"");
        ((long)edited["amount"]!).ShouldBe(-250);
        ((string?)edited["payee"]).ShouldBe("Shop");
        ((string?)edited["notes"]).ShouldBe("new");
        ((Guid)edited["categoryId"]!).ShouldBe(book.Food);

        var cleared = await book.EditAsync(id, new { categoryId = (Guid?)null, tags = (string[]?)null, payee = (string?)null, notes = (string?)null });
        cleared.ShouldBe(200);
        cleared["categoryId"].ShouldBeNull();
        ((JsonArray)cleared["tags"]!).ShouldBeEmpty();
        ((string?)cleared["payee"]).ShouldBe("");
        ((string?)cleared["notes"]).ShouldBe("");
        (await book.TransactionAsync(id)).Text.ShouldBe(cleared.Text);
        await book.ShouldAddUpAsync();
    }

    [RequiresFact]
    public async Task What_a_row_cannot_be_without_cannot_be_cleared()
    {
        var book = await LedgerBook.NewAsync(api);
        var id = await book.AddAsync("2026-03-04", -100);
        (await book.EditAsync(id, new { accountId = (Guid?)null, date = (string?)null, amount = (long?)null, status = (string?)null, excluded = (bool?)null }))
            .ShouldRefuse("accountId", "date", "amount", "status", "excluded");
    }

    [RequiresFact]
    public async Task A_row_that_moves_to_another_account_takes_its_currency()
    {
        var book = await LedgerBook.NewAsync(api);
        var id = await book.AddAsync("2026-03-04", -100, book.Food);
        var moved = await book.EditAsync(id, new { accountId = book.Dollars });
        ((string?)moved.ShouldBe(200)["currency"]).ShouldBe("USD");
        ((long)(await book.TotalsAsync())["unconverted"]!).ShouldBe(1);

        (await book.EditAsync(id, new { accountId = book.Wallet })).ShouldBe(200);
        var totals = await book.TotalsAsync();
        ((long)totals["unconverted"]!).ShouldBe(0);
        ((long)totals["expense"]!).ShouldBe(-100);
        await book.ShouldAddUpAsync();
    }

    [RequiresFact]
    public async Task Writing_over_somebody_s_change_is_refused()
    {
        var book = await LedgerBook.NewAsync(api);
        var id = await book.AddAsync("2026-03-04", -100);
        (await book.PatchAsync(id, new { payee = "a" }, ifMatch: null)).ShouldBeProblem(428, "precondition-required");
        (await book.PatchAsync(id, new { payee = "a" }, "\"1\"")).ShouldBe(200);
        (await book.PatchAsync(id, new { payee = "b" }, "\"1\"")).ShouldBeProblem(412, "precondition-failed");
        (await book.PatchAsync(id, new { amount = 0 }, "\"1\"")).ShouldRefuse("amount");
        ((string?)(await book.TransactionAsync(id))["payee"]).ShouldBe("a");
    }

    [RequiresFact]
    public async Task A_patch_that_changes_nothing_keeps_the_version()
    {
        var book = await LedgerBook.NewAsync(api);
        var id = await book.AddAsync("2026-03-04", -100, book.Food, "Shop", tags: ["a", "b"]);
        (await book.EditAsync(id, new { amount = -100, payee = "Shop", tags = new[] { "a", "b" }, categoryId = book.Food, accountId = book.Wallet }))
            .ShouldBe(200).ETag.ShouldBe("\"1\"");
    }

    [RequiresFact]
    public async Task A_deleted_row_is_gone_and_another_book_s_row_was_never_there()
    {
        var (book, other) = (await LedgerBook.NewAsync(api), await LedgerBook.NewAsync(api));
        var (id, theirs) = (await book.AddAsync("2026-03-04", -100), await other.AddAsync("2026-03-04", -100));
        (await book.DeleteAsync(id)).ShouldBe(204).Change.ShouldNotBeEmpty();
        (await book.DeleteAsync(id)).ShouldBeProblem(404, "not-found");
        (await book.GetAsync($"transactions/{id}")).ShouldBeProblem(404, "not-found");
        (await book.PatchAsync(id, new { payee = "a" }, "\"1\"")).ShouldBeProblem(404, "not-found");
        (await book.DeleteAsync(theirs)).ShouldBe(404);
        (await book.GetAsync($"transactions/{theirs}")).ShouldBe(404);
        (await book.PostAsync("transactions", new { accountId = other.Wallet, date = "2026-01-01", amount = 1, categoryId = other.Food })).ShouldRefuse("accountId", "categoryId");
        (await other.TransactionAsync(theirs)).ETag.ShouldBe("\"1\"");
        await book.ShouldAddUpAsync();
    }
}

public sealed class TransactionTestsOn15(InstallationOn15 api) : TransactionTests(api), IClassFixture<InstallationOn15>;

public sealed class TransactionTestsOn18(InstallationOn18 api) : TransactionTests(api), IClassFixture<InstallationOn18>;
