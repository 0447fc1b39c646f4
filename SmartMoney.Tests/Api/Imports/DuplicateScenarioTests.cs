using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Api.Imports.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;
using static SmartMoney.Tests.Api.Imports.Drivers.Export;

namespace SmartMoney.Tests.Api.Imports;

/// <summary>The scenarios that peers get wrong, as the agreement numbers them: the preview says what the commit then does.</summary>
[Trait("needs", "postgres")]
public abstract class DuplicateScenarioTests(Installation api)
{
    [RequiresFact]
    public async Task D1_three_equal_amounts_on_different_days_stay_three_when_the_file_comes_twice()
    {
        var book = await ImportingBook.NewAsync(api);
        var file = Of(Coffee(5), Coffee(6), Coffee(7));
        await book.PreviewAsync(file, created: 3);
        await book.ImportAsync(file, created: 3);
        await book.PreviewAsync(file, duplicates: 3);
        await book.ImportAsync(file, created: 0);
        (await book.TransactionsAsync()).ShouldBe(3);
    }

    [RequiresFact]
    public async Task D2_two_identical_rows_in_one_file_stay_two_when_the_file_comes_twice()
    {
        var book = await ImportingBook.NewAsync(api);
        var file = Of(Coffee(5), Coffee(5));
        await book.PreviewAsync(file, created: 2);
        await book.ImportAsync(file, created: 2);
        await book.PreviewAsync(file, duplicates: 2);
        await book.ImportAsync(file, created: 0);
        (await book.TransactionsAsync()).ShouldBe(2);
    }

    [RequiresFact]
    public async Task D3_overlapping_exports_of_days_1_to_10_and_5_to_15_make_fifteen()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(Enumerable.Range(1, 10).Select(Daily)), created: 10);
        await book.PreviewAsync(Of(Enumerable.Range(5, 11).Select(Daily)), created: 5, duplicates: 6);
        await book.ImportAsync(Of(Enumerable.Range(5, 11).Select(Daily)), created: 5);
        (await book.TransactionsAsync()).ShouldBe(15);

        static ExportRow Daily(int day) => new(Day(day), $"買い物 {day}", -1000 - day);
    }

    [RequiresFact]
    public async Task D4_the_same_amount_at_another_payee_four_days_later_is_another_transaction()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(new ExportRow(Day(5), "イオン", -3000)), created: 1);
        var later = Of(new ExportRow(Day(9), "ローソン", -3000));
        await book.PreviewAsync(later, created: 1);
        await book.ImportAsync(later, created: 1);
        (await book.TransactionsAsync()).ShouldBe(2);
    }

    [RequiresFact]
    public async Task D5_the_same_payee_and_amount_five_days_later_in_a_second_file_is_another_transaction()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(Coffee(5)), created: 1);
        await book.PreviewAsync(Of(Coffee(10)), created: 1);
        await book.ImportAsync(Of(Coffee(10)), created: 1);
        (await book.TransactionsAsync()).ShouldBe(2);
    }

    [RequiresFact]
    public async Task D6_daily_coffee_from_Monday_to_Friday_and_then_from_Wednesday_to_Sunday_is_seven()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(Enumerable.Range(5, 5).Select(Coffee)), created: 5);
        // Saturday's and Sunday's look like Friday's: but that one is in the file too, so nobody need be asked.
        var second = Of(Enumerable.Range(7, 5).Select(Coffee));
        var preview = (await book.UploadAsync(second)).ShouldBe(201);
        ((int)preview["duplicates"]!).ShouldBe(3);
        ((int)preview["new"]! + (int)preview["suspects"]!).ShouldBe(2);
        ((int)(await book.CommitAsync(preview.Id)).ShouldBe(200)["created"]!).ShouldBe(2);
        (await book.TransactionsAsync()).ShouldBe(7);
    }

    [RequiresFact]
    public async Task D7_the_same_bank_id_with_another_text_is_one_transaction_with_the_new_text()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(Coffee(5) with { Id = "A1" }), created: 1);
        var changed = Of(Coffee(5) with { Id = "A1", Payee = "スターバックス 新宿店" });
        await book.PreviewAsync(changed, updated: 1);
        var import = await book.ImportAsync(changed, created: 0);
        ((int)(await book.GetAsync(import.Id))["updated"]!).ShouldBe(1);
        (await book.TransactionsAsync()).ShouldBe(1);
        (await book.ScalarAsync<string>("SELECT payee FROM transactions WHERE book_id = current_book()")).ShouldBe("スターバックス 新宿店");
        await book.PreviewAsync(changed, duplicates: 1);
    }

    [RequiresFact]
    public async Task D8_different_bank_ids_on_otherwise_equal_rows_are_two_transactions()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(Coffee(5) with { Id = "A1" }), created: 1);
        await book.PreviewAsync(Of(Coffee(5) with { Id = "A2" }), created: 1);
        await book.ImportAsync(Of(Coffee(5) with { Id = "A2" }), created: 1);
        (await book.TransactionsAsync()).ShouldBe(2);
        await book.PreviewAsync(Of(Coffee(5) with { Id = "A1" }, Coffee(5) with { Id = "A2" }), duplicates: 2);
    }
}

public sealed class DuplicateScenarioTestsOn15(InstallationOn15 api) : DuplicateScenarioTests(api), IClassFixture<InstallationOn15>;

public sealed class DuplicateScenarioTestsOn18(InstallationOn18 api) : DuplicateScenarioTests(api), IClassFixture<InstallationOn18>;
