using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Api.Imports.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;
using static SmartMoney.Tests.Api.Imports.Drivers.Export;

namespace SmartMoney.Tests.Api.Imports;

[Trait("needs", "postgres")]
public abstract class CommitTests(Installation api)
{
    [RequiresFact]
    public async Task Every_column_of_an_export_arrives_where_it_belongs()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(new ExportRow(Day(5), "セブン", -1_234) { Notes = "昼", Id = "A1", Excluded = true, Transfer = true, Large = "食費", Middle = "食料品" }), created: 1);
        (await book.ScalarAsync<string>("""
            SELECT concat_ws('|', t.date, t.amount, t.currency, t.base_amount, t.payee, t.notes, t.bank_id, t.excluded, t.transfer_id = t.id,
                             t.status, t.import_line, a.name, c.built_in)
            FROM transactions t JOIN accounts a ON a.id = t.account_id JOIN categories c ON c.id = t.category_id WHERE t.book_id = current_book()
            """)).ShouldBe("2026-01-05|-1234|JPY|-1234|セブン|昼|A1|t|t|1|2|楽天銀行|food.groceries");
    }

    [RequiresFact]
    public async Task In_a_book_of_another_currency_amounts_wait_for_a_rate()
    {
        var book = new ImportingBook(api, await api.NewBookAsync("EUR"));
        await book.ImportAsync(Of(Coffee(5)), created: 1);
        (await book.ScalarAsync<bool>("SELECT base_amount IS NULL FROM transactions WHERE book_id = current_book()")).ShouldBeTrue();
        (await book.ScalarAsync<string>("SELECT currency::text FROM accounts WHERE book_id = current_book()")).ShouldBe("JPY");
    }

    [RequiresFact]
    public async Task The_rows_of_one_day_keep_the_files_order_in_the_ledgers_list()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(new ExportRow(Day(6), "evening", -3), new ExportRow(Day(6), "noon", -2), new ExportRow(Day(6), "morning", -1)), created: 3);
        var list = (await book.Owner.GetAsync($"{book.Path}/transactions")).ShouldBe(200);
        list.Items.Select(row => (string?)row["payee"]).ShouldBe(["evening", "noon", "morning"]);
    }

    [RequiresFact]
    public async Task Rows_say_which_transaction_they_became()
    {
        var book = await ImportingBook.NewAsync(api);
        var import = await book.ImportAsync(Of(Coffee(5), Coffee(6)), created: 2);
        foreach (var row in (await book.RowsAsync(import.Id)).Skip(1))
        {
            ((string?)row["outcome"]).ShouldBe("created");
            var transaction = (await book.Owner.GetAsync($"{book.Path}/transactions/{(Guid)row["transactionId"]!}")).ShouldBe(200);
            ((int)transaction["importLine"]!).ShouldBe((int)row["line"]!);
            ((Guid)transaction["importId"]!).ShouldBe(import.Id);
        }
    }

    [RequiresFact]
    public async Task Lines_that_a_person_skips_stay_out_and_can_come_with_a_later_import()
    {
        var book = await ImportingBook.NewAsync(api);
        var file = Of(Coffee(5), Coffee(6), Coffee(7) with { Account = "PayPay" });
        var preview = (await book.UploadAsync(file)).ShouldBe(201);
        var commit = (await book.CommitAsync(preview.Id, new { skip = new[] { 3, 4, 4 } })).ShouldBe(200);
        ((int)commit["created"]!).ShouldBe(1);
        (await book.RowsAsync(preview.Id)).Select(row => (string?)row["outcome"]).ShouldBe(["other", "created", "skipped", "skipped"]);
        (await book.ScalarAsync<long>("SELECT count(*) FROM accounts WHERE book_id = current_book()")).ShouldBe(1, "an account of skipped rows only is not made");
        await book.PreviewAsync(file, created: 2, duplicates: 1);
    }

    [RequiresFact]
    public async Task A_skipped_update_leaves_the_ledgers_text()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(Coffee(5) with { Id = "A1" }), created: 1);
        var preview = await book.PreviewAsync(Of(Coffee(5) with { Id = "A1", Payee = "新宿店" }), updated: 1);
        var commit = (await book.CommitAsync(preview.Id, new { skip = new[] { 2 } })).ShouldBe(200);
        ((int)commit["updated"]!).ShouldBe(0);
        (await book.ScalarAsync<string>("SELECT payee FROM transactions WHERE book_id = current_book()")).ShouldBe("スターバックス コーヒー");
        var import = await book.GetAsync(preview.Id);
        ((int)import["lines"]!).ShouldBe((int)import["other"]! + (int)import["duplicates"]!);
    }

    [RequiresFact]
    public async Task What_people_do_between_preview_and_commit_counts()
    {
        var book = await ImportingBook.NewAsync(api);
        var first = await book.PreviewAsync(Of(Coffee(5), Coffee(6)), created: 2);
        await book.ImportAsync(Of(Coffee(6), Coffee(7)), created: 2);

        var commit = (await book.CommitAsync(first.Id)).ShouldBe(200);
        ((int)commit["created"]!).ShouldBe(1);
        ((int)commit["duplicates"]!).ShouldBe(1);
        var import = await book.GetAsync(first.Id);
        ((int)import["new"]!).ShouldBe(1);
        ((int)import["duplicates"]!).ShouldBe(1);
        (await book.RowsAsync(first.Id)).Select(row => (string?)row["outcome"]).ShouldBe(["other", "created", "duplicate"]);
        (await book.TransactionsAsync()).ShouldBe(3);
    }

    [RequiresFact]
    public async Task A_row_that_the_preview_found_and_that_was_undone_since_is_created()
    {
        var book = await ImportingBook.NewAsync(api);
        var first = await book.ImportAsync(Of(Coffee(5)), created: 1);
        var second = await book.PreviewAsync(Of(Coffee(5)), duplicates: 1);
        await book.DeleteAsync(first.Id);
        ((int)(await book.CommitAsync(second.Id)).ShouldBe(200)["created"]!).ShouldBe(1);
        (await book.RowsAsync(second.Id)).Select(row => (string?)row["outcome"]).ShouldBe(["other", "created"]);
        (await book.TransactionsAsync()).ShouldBe(1);
    }

    [RequiresFact]
    public async Task A_similar_row_is_suggested_with_the_one_it_resembles_and_a_person_decides()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(new ExportRow(Day(5), "ｲｵﾝ", -3_000)), created: 1);
        var preview = await book.PreviewAsync(Of(new ExportRow(Day(7), "イオンリテール 幕張", -3_000), new ExportRow(Day(5), "バス", -220)), created: 1, suspects: 1);
        var row = (await book.RowsAsync(preview.Id))[1];
        ((Guid)row["similarTransactionId"]!).ShouldBe(await book.ScalarAsync<Guid>("SELECT id FROM transactions WHERE book_id = current_book()"));
        ((int)(await book.CommitAsync(preview.Id)).ShouldBe(200)["created"]!).ShouldBe(2);
    }

    [RequiresFact]
    public async Task A_decision_about_lines_or_accounts_that_are_not_there_is_refused_and_nothing_done()
    {
        var book = await ImportingBook.NewAsync(api);
        var preview = await book.PreviewAsync(Of(Coffee(5)), created: 1);
        (await book.CommitAsync(preview.Id, new { skip = new[] { 1, 99 }, accounts = new { 楽天銀行 = Guid.NewGuid() } })).ShouldRefuse("skip", "accounts");
        ((string?)(await book.GetAsync(preview.Id))["status"]).ShouldBe("preview");
        (await book.TransactionsAsync()).ShouldBe(0);
    }

    [RequiresFact]
    public async Task A_commit_needs_no_body_and_takes_only_json()
    {
        var book = await ImportingBook.NewAsync(api);
        var preview = await book.PreviewAsync(Of(Coffee(5)), created: 1);
        using var text = new StringContent("skip=2");
        (await book.Owner.SendAsync(HttpMethod.Post, $"{book.Path}/imports/{preview.Id}/commit", text)).ShouldBeProblem(415, "unsupported-media-type");
        (await book.CommitAsync(preview.Id)).ShouldBe(200);
    }
}

public sealed class CommitTestsOn15(InstallationOn15 api) : CommitTests(api), IClassFixture<InstallationOn15>;

public sealed class CommitTestsOn18(InstallationOn18 api) : CommitTests(api), IClassFixture<InstallationOn18>;
