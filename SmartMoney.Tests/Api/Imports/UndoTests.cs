using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Api.Imports.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;
using static SmartMoney.Tests.Api.Imports.Drivers.Export;

namespace SmartMoney.Tests.Api.Imports;

[Trait("needs", "postgres")]
public abstract class UndoTests(Installation api)
{
    private static readonly byte[] Household = Of(
        Coffee(5) with { Large = "食費", Middle = "カフェ" },
        Coffee(6) with { Account = "PayPay", Large = "推し活", Middle = "遠征" },
        new ExportRow(Day(25), "給与", 300_000) { Large = "収入", Middle = "給与" });

    [RequiresFact]
    public async Task Undoing_an_import_leaves_the_ledger_as_if_it_had_never_happened()
    {
        var book = await ImportingBook.NewAsync(api);
        var before = await book.LedgerAsync();
        var import = await book.ImportAsync(Household, created: 3);
        (await book.LedgerAsync()).ShouldNotBe(before);

        (await book.DeleteAsync(import.Id)).ShouldBe(204);
        (await book.LedgerAsync()).ShouldBe(before);
        (await book.TransactionsAsync()).ShouldBe(0);
    }

    [RequiresFact]
    public async Task An_undone_import_stays_in_the_history_with_its_file_and_rows()
    {
        var book = await ImportingBook.NewAsync(api);
        var import = await book.ImportAsync(Household, created: 3);
        await book.DeleteAsync(import.Id);

        var undone = (await book.GetAsync(import.Id)).ShouldBe(200);
        ((string?)undone["status"]).ShouldBe("undone");
        ((int)undone["created"]!).ShouldBe(3);
        undone["undoneAt"].ShouldNotBeNull();
        (await book.RowsAsync(import.Id)).Count.ShouldBe(4);
        (await book.Owner.GetAsync($"{book.Path}/imports/{import.Id}/file")).ShouldBe(200);
    }

    [RequiresFact]
    public async Task Importing_the_file_again_after_the_undo_brings_everything_back()
    {
        var book = await ImportingBook.NewAsync(api);
        var import = await book.ImportAsync(Household, created: 3);
        await book.DeleteAsync(import.Id);
        await book.ImportAsync(Household, created: 3);
        (await book.TransactionsAsync()).ShouldBe(3);
    }

    [RequiresFact]
    public async Task What_the_import_updated_gets_its_former_text_again()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(Coffee(5) with { Id = "A1" }), created: 1);
        var before = await book.LedgerAsync();
        var second = await book.ImportAsync(Of(Coffee(6) with { Id = "A1", Payee = "新宿店" }), created: 0);
        (await book.ScalarAsync<DateOnly>("SELECT date FROM transactions WHERE book_id = current_book()")).ShouldBe(Day(6));

        (await book.DeleteAsync(second.Id)).ShouldBe(204);
        (await book.LedgerAsync()).ShouldBe(before);
        (await book.TransactionsAsync()).ShouldBe(1);
    }

    [RequiresFact]
    public async Task A_text_that_a_person_has_changed_since_is_not_put_back()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(Coffee(5) with { Id = "A1" }), created: 1);
        var second = await book.ImportAsync(Of(Coffee(5) with { Id = "A1", Payee = "新宿店" }), created: 0);
        await book.ExecuteAsync("UPDATE transactions SET payee = 'with Mika' WHERE book_id = current_book()");

        (await book.DeleteAsync(second.Id)).ShouldBe(204);
        (await book.ScalarAsync<string>("SELECT payee FROM transactions WHERE book_id = current_book()")).ShouldBe("with Mika");
    }

    [RequiresFact]
    public async Task Accounts_and_categories_that_are_used_or_changed_since_stay()
    {
        var book = await ImportingBook.NewAsync(api);
        var first = await book.ImportAsync(Household, created: 3);
        await book.ImportAsync(Of(new ExportRow(Day(28), "ライブ", -8_000) { Account = "PayPay", Large = "推し活", Middle = "遠征" }), created: 1);
        await book.ExecuteAsync("UPDATE accounts SET opening_balance = 5000 WHERE book_id = current_book() AND name = '楽天銀行'");

        (await book.DeleteAsync(first.Id)).ShouldBe(204);
        (await book.ScalarAsync<string[]>("SELECT array_agg(name ORDER BY name COLLATE \"C\") FROM accounts WHERE book_id = current_book()")).ShouldBe(["PayPay", "楽天銀行"]);
        (await book.ScalarAsync<long>("SELECT count(*) FROM categories WHERE book_id = current_book() AND name IN ('推し活', '遠征')")).ShouldBe(2);
        (await book.TransactionsAsync()).ShouldBe(1);
    }

    [RequiresFact]
    public async Task An_account_that_a_goal_counts_stays_when_its_import_is_undone()
    {
        var book = await ImportingBook.NewAsync(api);
        var import = await book.ImportAsync(Household, created: 3);
        var account = await book.ScalarAsync<Guid>("SELECT id FROM accounts WHERE book_id = current_book() AND name = 'PayPay'");
        (await book.Owner.PostAsync($"{book.Path}/goals", new { name = "Trip", targetAmount = 100_000, horizonYears = 1, accountIds = new[] { account } })).ShouldBe(201);
        (await book.DeleteAsync(import.Id)).ShouldBe(204);
        (await book.ScalarAsync<string[]>("SELECT array_agg(name) FROM accounts WHERE book_id = current_book()")).ShouldBe(["PayPay"]);
    }

    [RequiresFact]
    public async Task What_an_undone_import_taught_about_names_is_forgotten_and_what_an_earlier_one_taught_holds_again()
    {
        var book = await ImportingBook.NewAsync(api);
        var wrong = (await book.Owner.PostAsync($"{book.Path}/accounts", new { name = "Wrong", kind = "bank" })).ShouldBe(201).Id;
        var mistaken = new { accounts = new Dictionary<string, Guid> { ["楽天銀行"] = wrong } };
        var first = await book.PreviewAsync(Of(Coffee(5)), created: 1);
        await book.CommitAsync(first.Id, mistaken);
        await book.DeleteAsync(first.Id);
        var second = await book.PreviewAsync(Of(Coffee(5)), created: 1);
        ((Guid?)second["accountNames"]![0]!["accountId"]).ShouldBeNull();

        var right = (Guid)(await book.CommitAsync(second.Id)).ShouldBe(200)["accounts"]![0]!["id"]!;
        var third = await book.PreviewAsync(Of(Coffee(6)), created: 1);
        await book.CommitAsync(third.Id, mistaken);
        await book.DeleteAsync(third.Id);
        ((Guid?)(await book.UploadAsync(Of(Coffee(6))))["accountNames"]![0]!["accountId"]).ShouldBe(right);
    }

    [RequiresFact]
    public async Task Rows_that_a_later_import_found_there_come_back_with_that_file()
    {
        var book = await ImportingBook.NewAsync(api);
        var first = await book.ImportAsync(Of(Coffee(5), Coffee(6)), created: 2);
        await book.ImportAsync(Of(Coffee(6), Coffee(7)), created: 1);
        await book.DeleteAsync(first.Id);
        (await book.TransactionsAsync()).ShouldBe(1);
        await book.ImportAsync(Of(Coffee(6), Coffee(7)), created: 1);
        (await book.TransactionsAsync()).ShouldBe(2);
    }

    [RequiresFact]
    public async Task A_discarded_preview_is_gone_with_its_file()
    {
        var book = await ImportingBook.NewAsync(api);
        var preview = (await book.UploadAsync(Household)).ShouldBe(201);
        (await book.DeleteAsync(preview.Id)).ShouldBe(204);
        (await book.GetAsync(preview.Id)).ShouldBeProblem(404, "not-found");
        (await book.ScalarAsync<long>("SELECT (SELECT count(*) FROM files WHERE book_id = current_book()) + (SELECT count(*) FROM import_rows WHERE book_id = current_book())")).ShouldBe(0);
    }

    [RequiresFact]
    public async Task A_file_that_another_import_came_from_outlives_a_discarded_preview()
    {
        var book = await ImportingBook.NewAsync(api);
        var committed = await book.ImportAsync(Household, created: 3);
        var preview = (await book.UploadAsync(Household)).ShouldBe(201);
        (await book.ScalarAsync<long>("SELECT count(*) FROM files WHERE book_id = current_book()")).ShouldBe(1);
        await book.DeleteAsync(preview.Id);
        (await book.Owner.GetAsync($"{book.Path}/imports/{committed.Id}/file")).ShouldBe(200);
    }

    [RequiresFact]
    public async Task An_import_goes_through_its_states_once()
    {
        var book = await ImportingBook.NewAsync(api);
        var import = await book.ImportAsync(Household, created: 3);
        (await book.CommitAsync(import.Id)).ShouldBeProblem(409, "already-committed");
        (await book.DeleteAsync(import.Id)).ShouldBe(204);
        (await book.CommitAsync(import.Id)).ShouldBeProblem(409, "already-undone");
        (await book.DeleteAsync(import.Id)).ShouldBeProblem(409, "already-undone");
        (await book.TransactionsAsync()).ShouldBe(0);
    }

    [RequiresFact]
    public async Task Another_books_import_is_not_there()
    {
        var book = await ImportingBook.NewAsync(api);
        var other = await ImportingBook.NewAsync(api);
        var import = await book.ImportAsync(Household, created: 3);
        (await other.GetAsync(import.Id)).ShouldBeProblem(404, "not-found");
        (await other.CommitAsync(import.Id)).ShouldBeProblem(404, "not-found");
        (await other.DeleteAsync(import.Id)).ShouldBeProblem(404, "not-found");
        (await other.Owner.GetAsync($"{other.Path}/imports/{import.Id}/rows")).ShouldBeProblem(404, "not-found");
        (await other.Owner.GetAsync($"{other.Path}/imports/{import.Id}/file")).ShouldBeProblem(404, "not-found");
    }
}

public sealed class UndoTestsOn15(InstallationOn15 api) : UndoTests(api), IClassFixture<InstallationOn15>;

public sealed class UndoTestsOn18(InstallationOn18 api) : UndoTests(api), IClassFixture<InstallationOn18>;
