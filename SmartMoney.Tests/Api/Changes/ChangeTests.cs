using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Changes;

[Trait("needs", "postgres")]
public abstract class ChangeTests(Installation api)
{
    [RequiresFact]
    public async Task An_undo_is_a_change_with_an_undo_of_its_own()
    {
        var book = await LedgerBook.NewAsync(api);
        var id = await book.AddAsync("2026-01-01", -900, book.Food, "Lunch");
        var edit = await book.EditAsync(id, new { payee = "Dinner", amount = -3000 });

        var undo = await book.UndoAsync(edit.Change);
        ((int)undo.ShouldBe(200)["restored"]!).ShouldBe(1);
        undo.Change.ShouldNotBe(edit.Change);
        ((string?)(await book.TransactionAsync(id))["payee"]).ShouldBe("Lunch");

        (await book.UndoAsync(undo.Change)).ShouldBe(200);
        var row = await book.TransactionAsync(id);
        ((string?)row["payee"]).ShouldBe("Dinner");
        row.ETag.ShouldBe("\"4\"");
        await book.ShouldAddUpAsync();
    }

    [RequiresFact]
    public async Task An_added_row_goes_and_a_deleted_row_comes_back()
    {
        var book = await LedgerBook.NewAsync(api);
        var made = await book.PostAsync("transactions", new { accountId = book.Wallet, date = "2026-01-01", amount = -1 });
        (await book.UndoAsync(made.Change)).ShouldBe(200);
        (await book.GetAsync($"transactions/{made.Id}")).ShouldBe(404);

        var kept = await book.AddAsync("2026-01-01", -1, book.Food, "kept", tags: ["a", "b"]);
        var before = (await book.TransactionAsync(kept)).Text;
        var deletion = await book.DeleteAsync(kept);
        (await book.UndoAsync(deletion.Change)).ShouldBe(200);
        (await book.TransactionAsync(kept)).Text.ShouldBe(before);
        await book.ShouldAddUpAsync();
    }

    [RequiresFact]
    public async Task A_deleted_category_comes_back_with_its_rows()
    {
        var book = await LedgerBook.NewAsync(api);
        Guid[] meals = [await book.AddAsync("2026-01-01", -1, book.Food), await book.AddAsync("2026-01-02", -2, book.Food)];
        var deletion = (await api.Owner.DeleteAsync($"{book.Path}/categories/{book.Food}")).ShouldBe(204);
        (await book.ListAsync("category=none")).ShouldBe(meals, ignoreOrder: true);

        ((int)(await book.UndoAsync(deletion.Change)).ShouldBe(200)["restored"]!).ShouldBe(3);

        (await book.ListAsync($"category={book.Food}")).ShouldBe(meals, ignoreOrder: true);
        ((string?)(await book.GetAsync($"categories/{book.Food}"))["name"]).ShouldBe("My food");
        await book.ShouldAddUpAsync();
    }

    [RequiresFact]
    public async Task Accounts_and_settings_go_back_too()
    {
        var book = await LedgerBook.NewAsync(api);
        var account = await book.GetAsync($"accounts/{book.Wallet}");
        var rename = await api.Owner.PatchAsync($"{book.Path}/accounts/{book.Wallet}", new { name = "Purse", openingBalance = 10 }, account.ETag);
        (await book.UndoAsync(rename.ShouldBe(200).Change)).ShouldBe(200);
        var restored = await book.GetAsync($"accounts/{book.Wallet}");
        ((string?)restored["name"]).ShouldBe("My wallet");
        ((long)restored["balance"]!).ShouldBe(0);

        var settings = await api.Owner.GetAsync(book.Path);
        var payday = await api.Owner.PatchAsync(book.Path, new { firstDayOfMonth = 25 }, settings.ETag);
        (await book.UndoAsync(payday.ShouldBe(200).Change)).ShouldBe(200);
        ((int)(await api.Owner.GetAsync(book.Path))["firstDayOfMonth"]!).ShouldBe(1);
        await book.ShouldAddUpAsync();
    }

    [RequiresFact]
    public async Task What_was_changed_since_is_not_overwritten()
    {
        var book = await LedgerBook.NewAsync(api);
        var id = await book.AddAsync("2026-01-01", -900);
        var first = await book.EditAsync(id, new { payee = "one" });
        await book.EditAsync(id, new { payee = "two" });
        (await book.UndoAsync(first.Change)).ShouldBeProblem(409, "changed-since");
        ((string?)(await book.TransactionAsync(id))["payee"]).ShouldBe("two");
    }

    [RequiresFact]
    public async Task There_is_no_undo_of_what_never_was_or_was_another_book_s()
    {
        var (book, other) = (await LedgerBook.NewAsync(api), await LedgerBook.NewAsync(api));
        var theirs = await other.DeleteAsync(await other.AddAsync("2026-01-01", -1));
        (await book.UndoAsync(theirs.Change)).ShouldBeProblem(404, "not-found");
        (await book.UndoAsync(Guid.NewGuid().ToString())).ShouldBeProblem(404, "not-found");
        (await other.UndoAsync(theirs.Change)).ShouldBe(200);
    }

    [RequiresFact]
    public async Task A_refused_undo_leaves_everything_as_it_was()
    {
        var book = await LedgerBook.NewAsync(api);
        Guid[] ids = [await book.AddAsync("2026-01-01", -1, payee: "a"), await book.AddAsync("2026-01-02", -2, payee: "b")];
        var bulk = await book.BulkAsync(new { ids, set = new { categoryId = book.Food } });
        await book.EditAsync(ids[1], new { payee = "later" });
        (await book.UndoAsync(bulk.Change)).ShouldBe(409);
        (await book.ListAsync($"category={book.Food}")).ShouldBe([ids[1], ids[0]]);
        await book.ShouldAddUpAsync();
    }
}

public sealed class ChangeTestsOn15(InstallationOn15 api) : ChangeTests(api), IClassFixture<InstallationOn15>;

public sealed class ChangeTestsOn18(InstallationOn18 api) : ChangeTests(api), IClassFixture<InstallationOn18>;
