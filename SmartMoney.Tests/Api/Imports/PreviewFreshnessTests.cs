using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Api.Imports.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;
using static SmartMoney.Tests.Api.Imports.Drivers.Export;

namespace SmartMoney.Tests.Api.Imports;

/// <summary>A preview is what a commit would do now, whatever came into the book since its file was read.</summary>
[Trait("needs", "postgres")]
public abstract class PreviewFreshnessTests(Installation api)
{
    private const string Zaim =
        "日付,方法,カテゴリ,カテゴリの内訳,支払元,入金先,品目,メモ,お店,通貨,収入,支出,振替,残高調整,通貨変換前の金額,集計の設定\r\n"
        + "2026-01-05,payment,食費,カフェ,楽天銀行,,,,駅前の店,JPY,0,480,0,0,,常に集計に含める\r\n";

    [RequiresFact]
    public async Task Of_two_files_that_are_uploaded_together_the_second_is_told_apart_from_the_first_once_that_is_saved()
    {
        var book = await ImportingBook.NewAsync(api);
        var first = await book.PreviewAsync(Of(Coffee(5)), created: 1);
        var second = await book.PreviewAsync(System.Text.Encoding.UTF8.GetBytes(Zaim), created: 1);
        (await book.CommitAsync(first.Id)).ShouldBe(200);

        var seen = (await book.GetAsync(second.Id)).ShouldBe(200);
        ((int)seen["suspects"]!, (int)seen["new"]!).ShouldBe((1, 0));
        var row = (await book.Owner.GetAsync($"{book.Path}/imports/{second.Id}/rows?outcome=suspect")).Items.ShouldHaveSingleItem();
        row["similarTransactionId"].ShouldNotBeNull();
        ((int)(await book.CommitAsync(second.Id, new { allSame = true })).ShouldBe(200)["created"]!).ShouldBe(0);
        (await book.TransactionsAsync()).ShouldBe(1);
    }

    [RequiresFact]
    public async Task Who_has_not_seen_what_came_in_meanwhile_is_asked_before_anything_is_made()
    {
        var book = await ImportingBook.NewAsync(api);
        var first = await book.PreviewAsync(Of(Coffee(5)), created: 1);
        var second = await book.PreviewAsync(System.Text.Encoding.UTF8.GetBytes(Zaim), created: 1);
        (await book.CommitAsync(first.Id)).ShouldBe(200);

        (await book.CommitAsync(second.Id)).ShouldBeProblem(409, "suspects-appeared");
        (await book.TransactionsAsync()).ShouldBe(1);
        ((string?)(await book.GetAsync(second.Id))["status"]).ShouldBe("preview");
        ((int)(await book.CommitAsync(second.Id, new { same = new[] { 2 } })).ShouldBe(200)["duplicates"]!).ShouldBe(1);
        (await book.TransactionsAsync()).ShouldBe(1);
    }

    [RequiresFact]
    public async Task Who_keeps_both_after_having_been_asked_gets_both_and_who_leaves_the_line_out_is_not_asked()
    {
        var book = await ImportingBook.NewAsync(api);
        var first = await book.PreviewAsync(Of(Coffee(5)), created: 1);
        var second = await book.PreviewAsync(System.Text.Encoding.UTF8.GetBytes(Zaim), created: 1);
        var third = await book.PreviewAsync(System.Text.Encoding.UTF8.GetBytes(Zaim.Replace("カフェ", "外食", StringComparison.Ordinal)), created: 1);
        (await book.CommitAsync(first.Id)).ShouldBe(200);
        (await book.CommitAsync(third.Id, new { skip = new[] { 2 } })).ShouldBe(200);
        (await book.CommitAsync(second.Id)).ShouldBe(409);
        ((int)(await book.CommitAsync(second.Id)).ShouldBe(200)["created"]!).ShouldBe(1);
        (await book.TransactionsAsync()).ShouldBe(2);
    }

    [RequiresFact]
    public async Task An_account_that_the_commit_maps_is_looked_through_too()
    {
        var book = await ImportingBook.NewAsync(api);
        var bank = (await book.Owner.PostAsync($"{book.Path}/accounts", new { name = "Our bank", kind = "bank", currency = "JPY" })).ShouldBe(201).Id;
        (await book.Owner.PostAsync($"{book.Path}/transactions", new { accountId = bank, date = "2026-01-05", amount = -480, payee = "Coffee" })).ShouldBe(201);
        var preview = await book.PreviewAsync(Of(Coffee(5)), created: 1);
        var accounts = new Dictionary<string, Guid> { ["楽天銀行"] = bank };
        (await book.CommitAsync(preview.Id, new { accounts })).ShouldBeProblem(409, "suspects-appeared");
        ((int)(await book.CommitAsync(preview.Id, new { accounts, same = new[] { 2 } })).ShouldBe(200)["created"]!).ShouldBe(0);
        (await book.TransactionsAsync()).ShouldBe(1);
    }

    [RequiresFact]
    public async Task What_is_undone_meanwhile_is_new_again()
    {
        var book = await ImportingBook.NewAsync(api);
        var first = await book.ImportAsync(Of(Coffee(5)), created: 1);
        var second = await book.PreviewAsync(Of(Coffee(5), Coffee(6)), created: 1, duplicates: 1);
        (await book.DeleteAsync(first.Id)).ShouldBe(204);
        var seen = (await book.GetAsync(second.Id)).ShouldBe(200);
        ((int)seen["new"]!, (int)seen["duplicates"]!).ShouldBe((2, 0));
        ((int)(await book.CommitAsync(second.Id)).ShouldBe(200)["created"]!).ShouldBe(2);
    }
}

public sealed class PreviewFreshnessTestsOn15(InstallationOn15 api) : PreviewFreshnessTests(api), IClassFixture<InstallationOn15>;

public sealed class PreviewFreshnessTestsOn18(InstallationOn18 api) : PreviewFreshnessTests(api), IClassFixture<InstallationOn18>;
