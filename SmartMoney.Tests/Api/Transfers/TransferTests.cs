using System.Text.Json.Nodes;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Api.Imports.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;
using static SmartMoney.Tests.Api.Imports.Drivers.Export;

namespace SmartMoney.Tests.Api.Transfers;

[Trait("needs", "postgres")]
public abstract class TransferTests(Installation api)
{
    private static readonly ExportRow Debit = new(Day(10), "ペイペイ", -5_000);
    private static readonly ExportRow TopUp = new(Day(10), "チャージ", 5_000) { Account = "PayPay", Transfer = true };

    [RequiresFact]
    public async Task A_transfer_counts_nowhere_and_its_fee_is_an_expense()
    {
        var (book, from, to) = await TwoAccountsAsync();
        var made = await PostAsync(book, "", new { fromAccountId = from, toAccountId = to, date = "2026-01-10", amount = 5000, fee = 220, description = "Savings" });
        var rows = (JsonArray)made.ShouldBe(201)["transactions"]!;
        rows.Select(row => ((Guid)row!["accountId"]!, (long)row["amount"]!, (bool)row["transfer"]!)).ShouldBe([(from, -5000L, true), (to, 5000L, true), (from, -220L, false)]);
        rows.Take(2).Select(row => (Guid)row!["transferId"]!).Distinct().ShouldBe([made.Id]);
        (await MonthAsync(book)).ShouldBe((0, -220));
        await book.TransactionsAsync();
    }

    [RequiresFact]
    public async Task The_sides_of_a_transfer_are_found_by_its_id()
    {
        var (book, from, to) = await TwoAccountsAsync();
        var first = (await PostAsync(book, "", new { fromAccountId = from, toAccountId = to, date = "2026-01-10", amount = 5000, fee = 220 })).ShouldBe(201);
        await PostAsync(book, "", new { fromAccountId = from, toAccountId = to, date = "2026-01-10", amount = 5000 });
        var sides = (await book.Owner.GetAsync($"{book.Path}/transactions?transfer={first.Id}&from=2026-01-01&to=2026-01-31&totals=true")).ShouldBe(200);
        sides.Items.Select(row => (long)row["amount"]!).Order().ShouldBe([-5000, 5000]);
        ((long)sides["totals"]!["count"]!).ShouldBe(2);
    }

    [RequiresFact]
    public async Task Deleting_one_side_of_an_entered_transfer_deletes_both_and_undo_brings_both_back()
    {
        var (book, from, to) = await TwoAccountsAsync();
        var made = (await PostAsync(book, "", new { fromAccountId = from, toAccountId = to, date = "2026-01-10", amount = 5000 })).ShouldBe(201);
        var deleted = await book.Owner.DeleteAsync($"{book.Path}/transactions/{(Guid)made["transactions"]![1]!["id"]!}");
        deleted.ShouldBe(204);
        (await book.TransactionsAsync()).ShouldBe(0);
        (await book.Owner.PostAsync($"{book.Path}/changes/{deleted.Change}/undo", null)).ShouldBe(200);
        (await MonthAsync(book)).ShouldBe((0, 0));
        (await book.TransactionsAsync()).ShouldBe(2);
    }

    [RequiresFact]
    public async Task Deleting_one_side_among_others_deletes_both_too()
    {
        var (book, from, to) = await TwoAccountsAsync();
        var made = (await PostAsync(book, "", new { fromAccountId = from, toAccountId = to, date = "2026-01-10", amount = 5000 })).ShouldBe(201);
        (await book.Owner.PostAsync($"{book.Path}/transactions/bulk", new { ids = new[] { (Guid)made["transactions"]![0]!["id"]! }, delete = true })).ShouldBe(200);
        (await book.TransactionsAsync()).ShouldBe(0);
        (await MonthAsync(book)).ShouldBe((0, 0));
    }

    [RequiresFact]
    public async Task One_side_of_a_transfer_keeps_its_amount_and_account_until_the_transfer_is_taken_apart()
    {
        var (book, from, to) = await TwoAccountsAsync();
        var made = (await PostAsync(book, "", new { fromAccountId = from, toAccountId = to, date = "2026-01-10", amount = 5000 })).ShouldBe(201);
        var side = $"{book.Path}/transactions/{(Guid)made["transactions"]![0]!["id"]!}";
        (await book.Owner.PatchAsync(side, new { amount = -6000 }, "*")).ShouldBeProblem(409, "paired");
        (await book.Owner.PatchAsync(side, new { accountId = to }, "*")).ShouldBeProblem(409, "paired");
        (await book.Owner.PatchAsync(side, new { notes = "to the savings", amount = -5000 }, "*")).ShouldBe(200);
        (await book.Owner.DeleteAsync($"{book.Path}/transfers/{made.Id}")).ShouldBe(204);
        (await book.Owner.PatchAsync(side, new { amount = -6000 }, "*")).ShouldBe(200);
    }

    [RequiresTheory]
    [InlineData("pair")]
    [InlineData("dismiss")]
    public async Task A_pair_that_is_null_is_refused_by_field(string route)
    {
        var (book, _, _) = await TwoAccountsAsync();
        (await PostAsync(book, $"/{route}", new { pairs = new object?[] { null } })).ShouldRefuse("pairs");
    }

    [RequiresFact]
    public async Task What_is_wrong_about_a_transfer_is_said_by_field()
    {
        var (book, from, _) = await TwoAccountsAsync();
        var refused = await PostAsync(book, "", new { fromAccountId = from, toAccountId = from, date = "1066-10-14", amount = 0, toAmount = 3, fee = -1 });
        refused.ShouldBe(422);
        ((JsonObject)refused["errors"]!).Select(error => error.Key).Order(StringComparer.Ordinal).ShouldBe(["amount", "date", "fee", "toAccountId", "toAmount"]);
        (await PostAsync(book, "", new { })).ShouldBe(422);
    }

    [RequiresFact]
    public async Task A_payment_seen_at_the_bank_and_in_the_wallet_is_suggested_confirmed_and_undone()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(Debit), created: 1);
        await book.ImportAsync(Of(TopUp), created: 1);
        (await MonthAsync(book)).ShouldBe((0, -5000));

        var suggestions = await SuggestionsAsync(book);
        var only = suggestions.Items.ShouldHaveSingleItem();
        ((string?)only["reason"]).ShouldBe("markedAndNamed");
        ((int)only["confidence"]!).ShouldBe(92);
        ((long)only["out"]!["amount"]!).ShouldBe(-5000);

        var confirmed = await PostAsync(book, "/confirm", new { });
        ((int)confirmed.ShouldBe(200)["paired"]!).ShouldBe(1);
        (await MonthAsync(book)).ShouldBe((0, 0));
        (await SuggestionsAsync(book)).Items.ShouldBeEmpty();

        (await book.Owner.PostAsync($"{book.Path}/changes/{confirmed.Change}/undo", null)).ShouldBe(200);
        (await MonthAsync(book)).ShouldBe((0, -5000));
        (await SuggestionsAsync(book)).Items.Count().ShouldBe(1);
    }

    [RequiresFact]
    public async Task A_kind_confirmed_with_a_rule_is_paired_from_then_on_and_the_commit_says_so()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(Debit, TopUp), created: 2);
        var kind = (await SuggestionsAsync(book))["kinds"]![0]!;
        (await PostAsync(book, "/confirm", new { fromAccountId = (Guid)kind["fromAccountId"]!, toAccountId = (Guid)kind["toAccountId"]!, rule = true })).ShouldBe(200);

        var preview = (await book.UploadAsync(Of(Debit with { Date = Day(20), Amount = -700 }, TopUp with { Date = Day(21), Amount = 700 }))).ShouldBe(201);
        ((int)(await book.CommitAsync(preview.Id)).ShouldBe(200)["paired"]!).ShouldBe(1);
        (await MonthAsync(book)).ShouldBe((0, 0));

        (await book.DeleteAsync(preview.Id)).ShouldBe(204);
        (await book.TransactionsAsync()).ShouldBe(2);
        var rule = (await book.Owner.GetAsync($"{book.Path}/transfers/rules")).ShouldBe(200).Items.ShouldHaveSingleItem();
        (await book.Owner.DeleteAsync($"{book.Path}/transfers/rules/{(Guid)rule["id"]!}")).ShouldBe(204);
        (await book.ImportAsync(Of(Debit with { Date = Day(20), Amount = -700 }, TopUp with { Date = Day(21), Amount = 700 }), created: 2)).ShouldNotBeNull();
        (await SuggestionsAsync(book)).Items.Count().ShouldBe(1);
    }

    [RequiresFact]
    public async Task Equal_amounts_are_paired_one_for_one_and_nothing_speaks_for_a_mere_coincidence()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(
            Debit, Debit, TopUp, TopUp, TopUp with { Date = Day(15) }, // five days later: too far
            new ExportRow(Day(20), "スーパー", -1234), new ExportRow(Day(20), "返金", 1234) { Account = "PayPay" }), created: 7);
        ((int)(await PostAsync(book, "/confirm", new { })).ShouldBe(200)["paired"]!).ShouldBe(2);
        (await SuggestionsAsync(book)).Items.ShouldBeEmpty();
    }

    [RequiresFact]
    public async Task Two_marked_rows_days_apart_are_no_suggestion_where_one_tells_of_another_account()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(
            new ExportRow(Day(6), "カード", -5_000) { Account = "三井住友銀行", Transfer = true },
            TopUp with { Date = Day(8), Payee = "楽天銀行" }), created: 2);
        (await SuggestionsAsync(book)).Items.ShouldBeEmpty();
        await book.ImportAsync(Of(Debit with { Date = Day(8) }), created: 1);
        ((string?)(await SuggestionsAsync(book)).Items.ShouldHaveSingleItem()["out"]!["payee"]).ShouldBe("ペイペイ");
    }

    [RequiresFact]
    public async Task A_dismissed_suggestion_does_not_come_back()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(Debit, TopUp), created: 2);
        var pair = (await SuggestionsAsync(book)).Items.First();
        object?[] pairs = [new { outId = (Guid)pair["out"]!["id"]!, inId = (Guid)pair["in"]!["id"]! }];
        ((int)(await PostAsync(book, "/dismiss", new { pairs })).ShouldBe(200)["dismissed"]!).ShouldBe(1);
        (await SuggestionsAsync(book)).Items.ShouldBeEmpty();
    }

    [RequiresFact]
    public async Task What_was_dismissed_is_suggested_again_when_that_is_undone_and_not_when_the_undo_is()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(Debit, TopUp), created: 2);
        var pair = (await SuggestionsAsync(book)).Items.First();
        object?[] pairs = [new { outId = (Guid)pair["out"]!["id"]!, inId = (Guid)pair["in"]!["id"]! }];
        var dismissed = (await PostAsync(book, "/dismiss", new { pairs })).ShouldBe(200);
        var undone = (await book.Owner.PostAsync($"{book.Path}/changes/{dismissed.Change}/undo", null)).ShouldBe(200);
        (await SuggestionsAsync(book)).Items.Count().ShouldBe(1);
        (await book.Owner.PostAsync($"{book.Path}/changes/{undone.Change}/undo", null)).ShouldBe(200);
        (await SuggestionsAsync(book)).Items.ShouldBeEmpty();
    }

    [RequiresFact]
    public async Task A_rule_goes_with_the_confirmation_that_is_undone_and_comes_back_when_its_end_is_undone()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(Debit, TopUp), created: 2);
        var kind = (await SuggestionsAsync(book))["kinds"]![0]!;
        var confirmation = new { fromAccountId = (Guid)kind["fromAccountId"]!, toAccountId = (Guid)kind["toAccountId"]!, rule = true };
        var confirmed = (await PostAsync(book, "/confirm", confirmation)).ShouldBe(200);
        (await book.Owner.PostAsync($"{book.Path}/changes/{confirmed.Change}/undo", null)).ShouldBe(200);
        (await RulesAsync()).ShouldBeEmpty();
        (await SuggestionsAsync(book)).Items.Count().ShouldBe(1);

        await PostAsync(book, "/confirm", confirmation);
        var rule = (await RulesAsync()).ShouldHaveSingleItem();
        var ended = (await book.Owner.DeleteAsync($"{book.Path}/transfers/rules/{rule}")).ShouldBe(204);
        (await book.Owner.PostAsync($"{book.Path}/changes/{ended.Change}/undo", null)).ShouldBe(200);
        (await RulesAsync()).ShouldHaveSingleItem().ShouldBe(rule);

        async Task<Guid[]> RulesAsync() =>
            [.. (await book.Owner.GetAsync($"{book.Path}/transfers/rules")).ShouldBe(200).Items.Select(item => (Guid)item["id"]!)];
    }

    [RequiresFact]
    public async Task Two_transactions_are_made_one_transfer_and_taken_apart_again()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(Debit, TopUp with { Transfer = false, Payee = "?", Date = Day(28) }), created: 2);
        var before = await book.LedgerAsync();
        var (outId, inId) = (await IdAsync(book, -5000), await IdAsync(book, 5000));
        (await MonthAsync(book)).ShouldBe((5000, -5000));
        (await PostAsync(book, "/pair", new { pairs = new[] { new { outId, inId } } })).ShouldBe(200);
        (await MonthAsync(book)).ShouldBe((0, 0));
        (await PostAsync(book, "/pair", new { pairs = new[] { new { outId, inId } } })).ShouldBe(409);

        var transfer = (Guid)(await book.Owner.GetAsync($"{book.Path}/transactions/{outId}"))["transferId"]!;
        (await book.Owner.DeleteAsync($"{book.Path}/transfers/{transfer}")).ShouldBe(204);
        (await book.LedgerAsync()).ShouldBe(before);
        (await book.Owner.DeleteAsync($"{book.Path}/transfers/{transfer}")).ShouldBe(404);
    }

    [RequiresFact]
    public async Task Pairs_that_cannot_be_are_refused_by_their_place()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(Debit, TopUp with { Amount = 4_999 }), created: 2);
        var (outId, inId) = (await IdAsync(book, -5000), await IdAsync(book, 4999));
        foreach (var (pair, reason) in new[]
        {
            (new { outId, inId }, "amounts differ"), (new { outId = inId, inId = outId }, "money out"), (new { outId = Guid.NewGuid(), inId }, "no such"),
        })
        {
            var refused = (await PostAsync(book, "/pair", new { pairs = new[] { pair } })).ShouldBe(422);
            ((string?)refused["errors"]!["pairs[0]"]![0]).ShouldNotBeNull().ShouldContain(reason);
        }
    }

    [RequiresFact]
    public async Task When_one_side_goes_the_other_is_what_its_file_says()
    {
        var book = await ImportingBook.NewAsync(api);
        var bank = await book.ImportAsync(Of(Debit), created: 1);
        await book.ImportAsync(Of(TopUp), created: 1);
        await PostAsync(book, "/confirm", new { });
        (await book.DeleteAsync(bank.Id)).ShouldBe(204);
        (await MonthAsync(book)).ShouldBe((0, 0)); // still a transfer by its own file

        await book.ImportAsync(Of(Debit), created: 1);
        await PostAsync(book, "/confirm", new { });
        var deleted = await book.Owner.DeleteAsync($"{book.Path}/transactions/{await IdAsync(book, 5000)}");
        (await MonthAsync(book)).ShouldBe((0, -5000));
        (await book.Owner.PostAsync($"{book.Path}/changes/{deleted.Change}/undo", null)).ShouldBe(200);
        (await MonthAsync(book)).ShouldBe((0, 0));
        await book.TransactionsAsync();
    }

    [RequiresFact]
    public async Task A_row_entered_by_hand_is_suggested_with_what_a_file_brought()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(TopUp), created: 1);
        var bank = (await book.Owner.PostAsync($"{book.Path}/accounts", new { name = "Bank", kind = "bank", currency = "JPY" })).ShouldBe(201).Id;
        (await book.Owner.PostAsync($"{book.Path}/transactions", new { accountId = bank, date = "2026-01-09", amount = -5000, payee = "PayPay" })).ShouldBe(201);
        (await SuggestionsAsync(book)).Items.Count().ShouldBe(1);
    }

    [RequiresFact]
    public async Task A_suspect_that_is_the_row_entered_by_hand_makes_nothing_adds_its_category_and_is_known_from_then_on()
    {
        var book = await ImportingBook.NewAsync(api);
        var bank = (await book.Owner.PostAsync($"{book.Path}/accounts", new { name = "楽天銀行", kind = "bank", currency = "JPY" })).ShouldBe(201).Id;
        await book.Owner.PostAsync($"{book.Path}/transactions", new { accountId = bank, date = "2026-01-09", amount = -480, payee = "Coffee" });
        var file = Of(Coffee(10) with { Large = "食費", Middle = "カフェ" });
        var preview = await book.PreviewAsync(file, suspects: 1);
        var done = (await book.CommitAsync(preview.Id, new { same = new[] { 2 } })).ShouldBe(200);
        ((int)done["created"]!, (int)done["duplicates"]!).ShouldBe((0, 1));
        (await book.TransactionsAsync()).ShouldBe(1);
        (await book.ScalarAsync<long>("SELECT count(*) FROM transactions WHERE book_id = current_book() AND category_id IS NOT NULL")).ShouldBe(1);
        await book.PreviewAsync(file, duplicates: 1);

        (await book.DeleteAsync(preview.Id)).ShouldBe(204);
        (await book.ScalarAsync<long>("SELECT count(*) FROM transactions WHERE book_id = current_book() AND category_id IS NULL")).ShouldBe(1);
        await book.PreviewAsync(file, suspects: 1);
        (await book.CommitAsync((await book.UploadAsync(file)).Id, new { same = new[] { 99 } })).ShouldBe(422);
    }

    [RequiresFact]
    public async Task A_cards_bill_that_names_no_card_goes_with_the_one_that_was_paid_a_day_later()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(
            new ExportRow(Day(26), "カード引き落とし", -50_000) { Transfer = true },
            new ExportRow(Day(27), "お支払い", 50_000) { Account = "楽天カード", Transfer = true }), created: 2);
        (await SuggestionsAsync(book)).Items.ShouldHaveSingleItem();

        await book.ImportAsync(Of(
            new ExportRow(Day(26), "カード引き落とし", -60_000) { Transfer = true },
            new ExportRow(Day(27), "お支払い", 60_000) { Account = "みずほ銀行", Transfer = true }), created: 2);
        (await CountAsync(book)).Count.ShouldBe(1);
    }

    [RequiresFact]
    public async Task The_count_follows_whatever_happens_to_the_rows()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(Debit), created: 1);
        await book.ImportAsync(Of(TopUp), created: 1);
        var debit = await IdAsync(book, -5000);
        (await CountAsync(book)).ShouldBe((1, false));

        var confirmed = (await PostAsync(book, "/confirm", new { })).ShouldBe(200);
        (await CountAsync(book)).Count.ShouldBe(0);
        (await book.Owner.PostAsync($"{book.Path}/changes/{confirmed.Change}/undo", null)).ShouldBe(200);
        (await CountAsync(book)).Count.ShouldBe(1);

        var excluded = (await book.Owner.PostAsync($"{book.Path}/transactions/bulk", new { ids = new[] { debit }, set = new { excluded = true } })).ShouldBe(200);
        (await CountAsync(book)).Count.ShouldBe(0);
        (await book.Owner.PostAsync($"{book.Path}/changes/{excluded.Change}/undo", null)).ShouldBe(200);
        (await CountAsync(book)).Count.ShouldBe(1);

        var dismissed = (await PostAsync(book, "/dismiss", new { pairs = new[] { new { outId = debit, inId = await IdAsync(book, 5000) } } })).ShouldBe(200);
        (await CountAsync(book)).Count.ShouldBe(0);
        (await book.Owner.PostAsync($"{book.Path}/changes/{dismissed.Change}/undo", null)).ShouldBe(200);
        (await CountAsync(book)).Count.ShouldBe(1);
        (await SuggestionsAsync(book)).Items.Count().ShouldBe(1);

        (await book.Owner.DeleteAsync($"{book.Path}/transactions/{debit}")).ShouldBe(204);
        (await CountAsync(book)).Count.ShouldBe(0);
    }

    [RequiresFact]
    public async Task Of_very_many_suggestions_the_most_certain_are_counted_and_it_is_said_that_there_may_be_more()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of([.. Enumerable.Range(1, 250).Select(i => Debit with { Id = $"d{i}", Amount = -5_000 - i })]), created: 250);
        await book.ImportAsync(Of([.. Enumerable.Range(1, 250).Select(i => TopUp with { Id = $"t{i}", Amount = 5_000 + i })]), created: 250);
        (await CountAsync(book)).ShouldBe((200, true));
        (await SuggestionsAsync(book))["kinds"]![0]!["count"]!.GetValue<int>().ShouldBe(250);
    }

    private async Task<(ImportingBook Book, Guid From, Guid To)> TwoAccountsAsync()
    {
        var book = await ImportingBook.NewAsync(api);
        var from = (await book.Owner.PostAsync($"{book.Path}/accounts", new { name = "Bank", kind = "bank", currency = "JPY" })).ShouldBe(201).Id;
        var to = (await book.Owner.PostAsync($"{book.Path}/accounts", new { name = "Savings", kind = "bank", currency = "JPY" })).ShouldBe(201).Id;
        return (book, from, to);
    }

    private static Task<ApiAnswer> PostAsync(ImportingBook book, string route, object body) => book.Owner.PostAsync($"{book.Path}/transfers{route}", body);

    private static async Task<ApiAnswer> SuggestionsAsync(ImportingBook book) => (await book.Owner.GetAsync($"{book.Path}/transfers/suggestions")).ShouldBe(200);

    private static async Task<(int Count, bool More)> CountAsync(ImportingBook book)
    {
        var answer = (await book.Owner.GetAsync($"{book.Path}/transfers/suggestions/count")).ShouldBe(200);
        return ((int)answer["count"]!, (bool)answer["more"]!);
    }

    private static Task<Guid> IdAsync(ImportingBook book, long amount) =>
        book.ScalarAsync<Guid>($"SELECT id FROM transactions WHERE book_id = current_book() AND amount = {amount}");

    private static async Task<(long Income, long Expense)> MonthAsync(ImportingBook book)
    {
        var summary = (await book.Owner.GetAsync($"{book.Path}/reports/summary?month=2026-01")).ShouldBe(200);
        return ((long)summary["income"]!, (long)summary["expense"]!);
    }
}

public sealed class TransferTestsOn15(InstallationOn15 api) : TransferTests(api), IClassFixture<InstallationOn15>;

public sealed class TransferTestsOn18(InstallationOn18 api) : TransferTests(api), IClassFixture<InstallationOn18>;
