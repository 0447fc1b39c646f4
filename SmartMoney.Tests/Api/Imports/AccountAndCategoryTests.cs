using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Api.Imports.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;
using static SmartMoney.Tests.Api.Imports.Drivers.Export;

namespace SmartMoney.Tests.Api.Imports;

/// <summary>The names in a file and what they mean in the book.</summary>
[Trait("needs", "postgres")]
public abstract class AccountAndCategoryTests(Installation api)
{
    [RequiresFact]
    public async Task Unknown_accounts_are_proposed_and_made_on_commit_with_a_guessed_kind()
    {
        var book = await ImportingBook.NewAsync(api);
        var preview = await book.PreviewAsync(Of(Coffee(5), Coffee(6) with { Account = "三井住友カード" }, Coffee(7) with { Account = "三井住友カード" }), created: 3);
        preview["accountNames"]!.AsArray().Select(name => ((string?)name!["name"], (Guid?)name["accountId"], (int)name["rows"]!))
            .ShouldBe([("三井住友カード", null, 2), ("楽天銀行", null, 1)]);

        var commit = (await book.CommitAsync(preview.Id)).ShouldBe(200);
        commit["accounts"]!.AsArray().Select(account => ((string?)account!["name"], (bool)account["created"]!))
            .ShouldBe([("三井住友カード", true), ("楽天銀行", true)]);
        var accounts = (await book.Owner.GetAsync($"{book.Path}/accounts")).ShouldBe(200).Items.ToDictionary(account => (string)account["name"]!, account => (string?)account["kind"]);
        accounts.ShouldBe(new Dictionary<string, string?> { ["三井住友カード"] = "creditCard", ["楽天銀行"] = "bank" }, ignoreOrder: true);
    }

    [RequiresFact]
    public async Task An_account_is_found_by_its_name_whatever_the_width_and_case()
    {
        var book = await ImportingBook.NewAsync(api);
        var account = await AccountAsync(book, "ＰａｙＰａｙ");
        var preview = await book.PreviewAsync(Of(Coffee(5) with { Account = "PAYPAY" }), created: 1);
        ((Guid)preview["accountNames"]![0]!["accountId"]!).ShouldBe(account);
    }

    [RequiresFact]
    public async Task A_renamed_account_is_found_again_and_its_rows_are_known()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(Coffee(5)), created: 1);
        await book.ExecuteAsync("UPDATE accounts SET name = 'Savings' WHERE book_id = current_book()");
        await book.PreviewAsync(Of(Coffee(5)), duplicates: 1);
    }

    [RequiresFact]
    public async Task A_name_mapped_on_commit_means_that_account_from_then_on()
    {
        var book = await ImportingBook.NewAsync(api);
        var account = await AccountAsync(book, "Household purse");
        var preview = await book.PreviewAsync(Of(Coffee(5) with { Account = "財布" }), created: 1);
        var commit = (await book.CommitAsync(preview.Id, new { accounts = new Dictionary<string, Guid> { ["財布"] = account } })).ShouldBe(200);
        ((Guid)commit["accounts"]![0]!["id"]!).ShouldBe(account);
        ((bool)commit["accounts"]![0]!["created"]!).ShouldBeFalse();
        await book.PreviewAsync(Of(Coffee(5) with { Account = "財布" }), duplicates: 1);
    }

    [RequiresFact]
    public async Task With_a_chosen_account_all_rows_go_there_and_names_are_not_learned()
    {
        var book = await ImportingBook.NewAsync(api);
        var account = await AccountAsync(book, "Everything");
        var import = (await book.UploadAsync(Of(Coffee(5), Coffee(6) with { Account = "財布" }), commit: true, fields: [("accountId", $"{account}")])).ShouldBe(201);
        import["accounts"]!.AsArray().Select(used => (Guid)used!["id"]!).ShouldBe([account]);
        (await book.ScalarAsync<long>("SELECT count(*) FROM accounts WHERE book_id = current_book()")).ShouldBe(1);
        ((Guid?)(await book.UploadAsync(Of(Coffee(8) with { Account = "財布" })))["accountNames"]![0]!["accountId"]).ShouldBeNull();
    }

    [RequiresFact]
    public async Task An_account_in_another_currency_is_never_taken_by_name_and_refused_by_choice()
    {
        var book = await ImportingBook.NewAsync(api);
        var dollars = await AccountAsync(book, "楽天銀行", "USD");
        (await book.UploadAsync(Of(Coffee(5)), fields: [("accountId", $"{dollars}")])).ShouldRefuse("accountId");
        var preview = await book.PreviewAsync(Of(Coffee(5)), created: 1);
        (await book.CommitAsync(preview.Id, new { accounts = new Dictionary<string, Guid> { ["楽天銀行"] = dollars } })).ShouldRefuse("accounts");
        var commit = (await book.CommitAsync(preview.Id)).ShouldBe(200);
        ((string?)commit["accounts"]![0]!["name"]).ShouldBe("楽天銀行 (JPY)");
    }

    private static readonly byte[] Purse = System.Text.Encoding.UTF8.GetBytes("""
        日付,方法,カテゴリ,カテゴリの内訳,支払元,入金先,品目,メモ,お店,通貨,収入,支出,振替,残高調整,通貨変換前の金額,集計の設定
        2026-01-05,payment,食費,カフェ,財布,-,,,Kiosk,JPY,0,480,0,0,,常に集計に含める
        2026-01-06,payment,食費,カフェ,財布,-,,,Deli,USD,0,12,0,0,,常に集計に含める
        """.ReplaceLineEndings("\r\n"));

    [RequiresFact]
    public async Task A_name_in_two_currencies_is_two_accounts_and_both_are_found_again()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Purse, created: 2);
        await book.PreviewAsync(Purse, duplicates: 2);
        await book.ImportAsync(Purse, created: 0);
        (await book.ScalarAsync<string[]>("SELECT array_agg(name ORDER BY name COLLATE \"C\") FROM accounts WHERE book_id = current_book()")).ShouldBe(["財布", "財布 (USD)"]);
    }

    [RequiresFact]
    public async Task A_name_in_two_currencies_is_mapped_by_name_and_currency()
    {
        var book = await ImportingBook.NewAsync(api);
        var (yen, dollars) = (await AccountAsync(book, "Yen purse"), await AccountAsync(book, "Dollar purse", "USD"));
        var preview = await book.PreviewAsync(Purse, created: 2);
        var commit = (await book.CommitAsync(preview.Id, new { accounts = new Dictionary<string, Guid> { ["財布"] = yen, ["財布 (USD)"] = dollars } })).ShouldBe(200);
        commit["accounts"]!.AsArray().Select(account => (Guid)account!["id"]!).ShouldBe([yen, dollars], ignoreOrder: true);
        await book.PreviewAsync(Purse, duplicates: 2);
    }

    [RequiresTheory]
    [InlineData("a\0")]
    [InlineData("a\uFFFE")]
    public async Task A_mapping_of_what_is_no_name_is_refused_by_field(string name)
    {
        var book = await ImportingBook.NewAsync(api);
        var account = await AccountAsync(book, "Bank");
        var preview = await book.PreviewAsync(Of(Coffee(5)), created: 1);
        (await book.CommitAsync(preview.Id, new { accounts = new Dictionary<string, Guid> { [name] = account } })).ShouldRefuse("accounts");
    }

    [RequiresFact]
    public async Task What_is_no_text_is_no_name_and_a_file_that_holds_it_is_read_all_the_same()
    {
        var book = await ImportingBook.NewAsync(api);
        (await book.Owner.PostAsync($"{book.Path}/accounts", new { name = "a\uFFFE", kind = "bank" })).ShouldRefuse("name");
        var odd = System.Text.Encoding.UTF8.GetString(Purse).Replace("財布", "財布\uFDD1", StringComparison.Ordinal).Replace("食費", "食\uFDD0費", StringComparison.Ordinal);
        await book.ImportAsync(System.Text.Encoding.UTF8.GetBytes(odd), created: 2);
        await book.PreviewAsync(System.Text.Encoding.UTF8.GetBytes(odd), duplicates: 2);
    }

    [RequiresFact]
    public async Task Another_books_account_is_no_account()
    {
        var book = await ImportingBook.NewAsync(api);
        var foreign = await AccountAsync(await ImportingBook.NewAsync(api), "Foreign");
        (await book.UploadAsync(Of(Coffee(5)), fields: [("accountId", $"{foreign}")])).ShouldRefuse("accountId");
        var preview = await book.PreviewAsync(Of(Coffee(5)), created: 1);
        (await book.CommitAsync(preview.Id, new { accounts = new Dictionary<string, Guid> { ["楽天銀行"] = foreign } })).ShouldRefuse("accounts");
    }

    [RequiresFact]
    public async Task A_file_that_names_no_account_proposes_one_named_after_its_format()
    {
        var book = await ImportingBook.NewAsync(api);
        var preview = await book.PreviewAsync(Of(Coffee(5) with { Account = "" }), created: 1);
        ((string?)preview["accountNames"]![0]!["name"]).ShouldBe("MoneyForward");
    }

    [RequiresFact]
    public async Task Names_of_the_default_tree_map_to_it_and_others_become_the_books_own()
    {
        var book = await ImportingBook.NewAsync(api);
        var before = await book.ScalarAsync<long>("SELECT count(*) FROM categories WHERE book_id = current_book()");
        await book.ImportAsync(Of(
            Row("食費", "外食"), Row("食費", ""), Row("食費", "ラーメン"), Row("推し活", "遠征"), Row("推し活", "グッズ"), Row("推し活", ""),
            Row("収入", "ポイ活") with { Amount = 500 }, Row("未分類", "未分類"), Row("", "")), created: 9);

        (await book.ScalarAsync<string>("""
            SELECT string_agg(coalesce(c.built_in, concat_ws(' > ', coalesce(p.built_in, p.name), c.name) || ' ' || c.kind, '-'), ', ' ORDER BY t.import_line)
            FROM transactions t LEFT JOIN categories c ON c.id = t.category_id LEFT JOIN categories p ON p.id = c.parent_id WHERE t.book_id = current_book()
            """)).ShouldBe("food.dining-out, food, food > ラーメン 0, 推し活 > 遠征 0, 推し活 > グッズ 0, 推し活 0, income > ポイ活 1, -, -");
        (await book.ScalarAsync<long>("SELECT count(*) FROM categories WHERE book_id = current_book()")).ShouldBe(before + 5);

        // The second time they are found.
        await book.ImportAsync(Of(Row("推し活", "遠征") with { Date = Day(20) }, Row("食費", "ラーメン") with { Date = Day(21) }), created: 2);
        (await book.ScalarAsync<long>("SELECT count(*) FROM categories WHERE book_id = current_book()")).ShouldBe(before + 5);
        (await book.TransactionsAsync()).ShouldBe(11);

        static ExportRow Row(string large, string middle) => new(Day(5), $"{large}{middle}", -100) { Large = large, Middle = middle };
    }

    private static async Task<Guid> AccountAsync(ImportingBook book, string name, string currency = "JPY") =>
        (await book.Owner.PostAsync($"{book.Path}/accounts", new { name, kind = "bank", currency })).ShouldBe(201).Id;
}

public sealed class AccountAndCategoryTestsOn15(InstallationOn15 api) : AccountAndCategoryTests(api), IClassFixture<InstallationOn15>;

public sealed class AccountAndCategoryTestsOn18(InstallationOn18 api) : AccountAndCategoryTests(api), IClassFixture<InstallationOn18>;
