using System.Text.Json.Nodes;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Api.Imports.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Export;

[Trait("needs", "postgres")]
public abstract class ExportTests(Installation api)
{
    [RequiresFact]
    public async Task A_filters_rows_come_as_csv_that_no_spreadsheet_runs()
    {
        var book = await LedgerBook.NewAsync(api);
        var id = await book.AddAsync("2026-01-10", -1280, book.Food, "=1+1", excluded: false, account: null, "snack", "two words");
        var dollars = await book.AddAsync("2026-01-11", 1234, payee: "Refund, partly", account: book.Dollars);
        await book.AddAsync("2026-02-01", -5);

        var csv = (await book.GetAsync("export.csv?to=2026-01-31")).ShouldBe(200);
        csv.Headers["Content-Type"].ShouldBe("text/csv; charset=utf-8");
        csv.Headers["Content-Disposition"].ShouldStartWith("attachment; filename=");
        csv.Text.TrimStart('\uFEFF').ShouldBe(
            $"""
            id,date,account,amount,currency,payee,description,category,subcategory,tags,notes,status,excluded,transfer
            {dollars},2026-01-11,My dollars,12.34,USD,"Refund, partly",,,,,,cleared,0,0
            {id},2026-01-10,My wallet,-1280,JPY,'=1+1,,My food,,snack two_words,,cleared,0,0

            """.ReplaceLineEndings("\r\n"));
    }

    [RequiresFact]
    public async Task The_json_export_has_every_row_with_what_its_ids_mean()
    {
        var book = await LedgerBook.NewAsync(api);
        await book.ScalarAsync<long>($$"""
            INSERT INTO transactions (book_id, id, account_id, date, amount, currency, base_amount, payee, description, tags, notes, status, excluded, created_at)
            SELECT '{{book.Id}}', gen_random_uuid(), '{{book.Wallet}}', date '2026-01-01' + n % 300, -n, 'JPY', -n, '', '', '{}', '', 1, false, now()
            FROM generate_series(1, 1100) n
            """);

        var json = (await book.GetAsync("export.json")).ShouldBe(200);
        var rows = (JsonArray)json["transactions"]!;
        rows.Select(row => (long)row!["amount"]!).Order().ShouldBe(Enumerable.Range(1, 1100).Select(n => -(long)n).Order());
        ((JsonArray)json["accounts"]!).Select(row => (string?)row!["name"]).ShouldContain("My wallet");
        ((JsonArray)json["categories"]!).Select(row => (Guid)row!["id"]!).ShouldContain(book.Food);
    }

    [RequiresFact]
    public async Task The_csv_comes_in_again_nothing_new_to_its_own_book_and_everything_to_another()
    {
        var book = await LedgerBook.NewAsync(api);
        await book.AddAsync("2026-01-10", -1280, book.Food, "=1+1", tags: "snack");
        await book.AddAsync("2026-01-25", 300_000, book.Salary, "Company");
        await book.AddAsync("2026-01-26", -70, excluded: true);
        var csv = System.Text.Encoding.UTF8.GetBytes((await book.GetAsync("export.csv")).ShouldBe(200).Text);

        var same = (await new ImportingBook(api, book.Path).UploadAsync(csv, commit: true)).ShouldBe(201);
        ((string?)same["format"]).ShouldBe("smartmoney");
        ((int)same["created"]!, (int)same["duplicates"]!, (int)same["suspects"]!).ShouldBe((0, 3, 0));

        var other = await ImportingBook.NewAsync(api);
        ((int)(await other.UploadAsync(csv, commit: true)).ShouldBe(201)["created"]!).ShouldBe(3);
        var summary = (await other.Owner.GetAsync($"{other.Path}/reports/summary?month=2026-01")).ShouldBe(200);
        ((long)summary["income"]!, (long)summary["expense"]!).ShouldBe((300_000, -1280));
        var row = (await other.Owner.GetAsync($"{other.Path}/transactions?max=2000&min=1000")).ShouldBe(200).Items.ShouldHaveSingleItem();
        ((string?)row["payee"], (string?)row["tags"]![0]).ShouldBe(("=1+1", "snack"));
    }

    [RequiresFact]
    public async Task An_old_export_of_the_book_changes_nothing_whatever_has_become_of_its_rows_and_accounts()
    {
        var book = await LedgerBook.NewAsync(api);
        var (excluded, food) = (await book.AddAsync("2026-01-26", -70, excluded: true), await book.AddAsync("2026-01-10", -1280, book.Food, "Deli"));
        var csv = System.Text.Encoding.UTF8.GetBytes((await book.GetAsync("export.csv")).ShouldBe(200).Text);
        await book.Owner.PatchAsync($"{book.Path}/transactions/{excluded}", new { excluded = false }, "*");
        await book.Owner.PatchAsync($"{book.Path}/transactions/{food}", new { categoryId = (Guid?)null }, "*");
        await book.Owner.PatchAsync($"{book.Path}/accounts/{book.Wallet}", new { name = "Purse" }, "*");
        await book.Owner.PatchAsync($"{book.Path}/categories/{book.Food}", new { name = "Meals" }, "*");

        var again = (await new ImportingBook(api, book.Path).UploadAsync(csv, commit: true)).ShouldBe(201);
        ((int)again["created"]!, (int)again["duplicates"]!, again["accounts"]!.AsArray().Count).ShouldBe((0, 2, 0));
        ((bool)(await book.TransactionAsync(excluded))["excluded"]!).ShouldBeFalse();
        ((Guid?)(await book.TransactionAsync(food))["categoryId"]).ShouldBeNull();
        (await book.ScalarAsync<long>($"SELECT count(*) FROM categories WHERE book_id = '{book.Id}' AND name = 'My food'")).ShouldBe(0);
        (await book.ScalarAsync<long>($"SELECT count(*) FROM accounts WHERE book_id = '{book.Id}'")).ShouldBe(2);
    }

    [RequiresFact]
    public async Task A_filter_that_makes_no_sense_is_refused_before_anything_is_sent()
    {
        var book = await LedgerBook.NewAsync(api);
        (await book.GetAsync("export.csv?from=soon")).ShouldBe(422);
        (await book.GetAsync("export.json?min=lots")).ShouldBe(422);
    }

    [RequiresFact]
    public async Task An_empty_book_is_exported_too()
    {
        var book = await LedgerBook.NewAsync(api);
        (await book.GetAsync("export.csv")).ShouldBe(200).Text.ShouldEndWith("transfer\r\n");
        ((JsonArray)(await book.GetAsync("export.json")).ShouldBe(200)["transactions"]!).ShouldBeEmpty();
    }
}

public sealed class ExportTestsOn15(InstallationOn15 api) : ExportTests(api), IClassFixture<InstallationOn15>;

public sealed class ExportTestsOn18(InstallationOn18 api) : ExportTests(api), IClassFixture<InstallationOn18>;
