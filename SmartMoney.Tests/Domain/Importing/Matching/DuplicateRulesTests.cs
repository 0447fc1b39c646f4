using Shouldly;
using SmartMoney.Domain.Importing.Matching;
using Xunit;
using static SmartMoney.Domain.Importing.Matching.MatchOutcome;

namespace SmartMoney.Tests.Domain.Importing.Matching;

public class DuplicateRulesTests
{
    private readonly MemoryLedger _ledger = new();

    private static string Row(int day, long amount = -480, string payee = "Coffee", string id = "", string account = "Card") =>
        $"1,2026/01/{day:D2},{payee},{amount},{account},,,,0,{id}";

    private static string[] Days(int from, int to) => [.. Enumerable.Range(from, to - from + 1).Select(day => Row(day))];

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    private static DateOnly Day(int day) => new(2026, 1, day);

    private static Guid?[] Similar(IEnumerable<RowMatch> matches) => [.. matches.Select(match => match.SimilarId)];

    private static MatchOutcome[] Outcomes(IEnumerable<RowMatch> matches) => [.. matches.Select(match => match.Outcome)];

    [Fact]
    public async Task D1_Three_equal_amounts_on_different_days_imported_twice_stay_three()
    {
        string[] file = [Row(1), Row(8), Row(15)];
        await _ledger.Import(file);
        Outcomes(await _ledger.Import(file)).ShouldBe([Duplicate, Duplicate, Duplicate]);
        _ledger.Rows.Count.ShouldBe(3);
    }

    [Fact]
    public async Task D2_Two_identical_rows_in_one_file_stay_two_when_the_file_comes_again()
    {
        string[] file = [Row(1), Row(1)];
        Outcomes(await _ledger.Import(file)).ShouldBe([New, New]);
        await _ledger.Import(file);
        _ledger.Rows.Count.ShouldBe(2);
    }

    [Fact]
    public async Task D3_Overlapping_exports_of_days_1_to_10_and_5_to_15_make_15()
    {
        await _ledger.Import(Days(1, 10));
        await _ledger.Import(Days(5, 15));
        _ledger.Rows.Count.ShouldBe(15);
    }

    [Fact]
    public async Task D4_The_same_amount_at_another_payee_four_days_later_is_another_row()
    {
        await _ledger.Import(Row(1));
        Outcomes(await _ledger.Import(Row(5, payee: "Bakery"))).ShouldBe([New]);
        _ledger.Rows.Count.ShouldBe(2);
    }

    [Fact]
    public async Task D5_The_same_payee_and_amount_five_days_later_in_a_second_file_is_another_row()
    {
        await _ledger.Import(Row(1));
        Outcomes(await _ledger.Import(Row(6))).ShouldBe([New]);
        _ledger.Rows.Count.ShouldBe(2);
    }

    [Fact]
    public async Task D6_A_daily_coffee_from_Monday_to_Friday_and_then_a_file_of_Wednesday_to_Sunday_make_seven()
    {
        await _ledger.Import(Days(5, 9));
        Outcomes(await _ledger.Import(Days(7, 11))).ShouldBe([Duplicate, Duplicate, Duplicate, New, New]);
        _ledger.Rows.Count.ShouldBe(7);
    }

    [Fact]
    public async Task D7_The_same_bank_id_with_a_changed_text_is_one_row_with_the_new_text()
    {
        await _ledger.Import(Row(1, payee: "PENDING 0042", id: "x"));
        var match = (await _ledger.Import(Row(2, payee: "Coffee", id: "x"))).Single();

        match.Outcome.ShouldBe(Updated);
        match.LedgerId.ShouldBe(_ledger.Rows.Single().Id);
        Outcomes(await _ledger.Import(Row(2, payee: "Coffee", id: "x"))).ShouldBe([Duplicate]);
    }

    [Fact]
    public async Task D8_Different_bank_ids_that_are_otherwise_equal_are_two_rows()
    {
        await _ledger.Import(Row(1, id: "x"));
        Outcomes(await _ledger.Import(Row(1, id: "y"))).ShouldBe([New]);
        Outcomes(await _ledger.Import(Row(1, id: "x"), Row(1, id: "y"))).ShouldBe([Duplicate, Duplicate]);
        _ledger.Rows.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_third_identical_row_is_the_only_one_inserted()
    {
        await _ledger.Import(Row(1), Row(1));
        Outcomes(await _ledger.Import(Row(1), Row(1), Row(1))).ShouldBe([Duplicate, Duplicate, New]);
    }

    [Fact]
    public async Task Equal_rows_of_two_accounts_are_two_rows()
    {
        await _ledger.Import(Row(1));
        Outcomes(await _ledger.Import(Row(1, account: "Cash"))).ShouldBe([New]);
    }

    [Fact]
    public async Task The_same_bank_id_with_another_amount_is_another_row()
    {
        await _ledger.Import(Row(1, id: "x"));
        Outcomes(await _ledger.Import(Row(1, amount: -500, id: "x"))).ShouldBe([New]);
    }

    [Fact]
    public async Task An_id_repeated_in_the_file_says_nothing_and_its_rows_are_counted()
    {
        string[] file = [Row(1, id: "0"), Row(1, id: "0"), Row(2, id: "0")];
        Outcomes(await _ledger.Import(file)).ShouldBe([New, New, New]);
        Outcomes(await _ledger.Import(file)).ShouldBe([Duplicate, Duplicate, Duplicate]);
    }

    [Fact]
    public async Task A_row_with_an_unknown_id_is_a_duplicate_of_one_imported_without_id_and_of_no_other()
    {
        await _ledger.Import(Row(1), Row(2, id: "known"));
        Outcomes(await _ledger.Import(Row(1, id: "x"), Row(2, id: "y"))).ShouldBe([Duplicate, New]);
    }

    [Fact]
    public async Task A_file_without_ids_duplicates_rows_imported_with_them()
    {
        await _ledger.Import(Row(1, id: "x"), Row(1, id: "y"));
        Outcomes(await _ledger.Import(Row(1), Row(1), Row(1))).ShouldBe([Duplicate, Duplicate, New]);
    }

    [Fact]
    public async Task A_row_deleted_on_purpose_stays_deleted_unless_asked_for()
    {
        await _ledger.Import(Row(1), Row(1), Row(9, id: "x"));
        _ledger.Delete(_ledger.Rows[0].Id);
        _ledger.Delete(_ledger.Rows[2].Id);

        Outcomes(await _ledger.Import(Row(1), Row(1), Row(9, id: "x"))).ShouldBe([Duplicate, Duplicate, Duplicate]);
        Outcomes(await _ledger.Import(Row(9, payee: "Changed", id: "x"))).ShouldBe([Duplicate]);
        _ledger.Live.Count.ShouldBe(1);

        var file = _ledger.Rows.Select((row, at) => new FileRow(at, row.Account, row.BankId, row.Key!.Value, row.Amount, row.Date)).ToList();
        Outcomes(DuplicateRules.Match(file, _ledger.Rows, restoreDeleted: true)).ShouldBe([Duplicate, New, New]);
    }

    [Fact]
    public async Task An_undone_import_is_no_deletion_and_may_come_again()
    {
        await _ledger.Import(Row(1));
        _ledger.Rows.Clear();
        Outcomes(await _ledger.Import(Row(1))).ShouldBe([New]);
    }

    [Fact]
    public async Task A_row_that_a_person_corrected_does_not_come_back_with_the_file()
    {
        await _ledger.Import(Row(1), Row(2, id: "x"));
        foreach (var row in _ledger.Live)
            _ledger.Change(row.Id, known => known with { Amount = -1, Date = known.Date.AddDays(40) });

        Outcomes(await _ledger.Import(Row(1), Row(2, id: "x"))).ShouldBe([Duplicate, Duplicate]);
    }

    [Theory]
    [InlineData(4, Suspect)]
    [InlineData(5, New)]
    public async Task The_same_amount_within_three_days_is_a_suspect_and_still_inserted_when_the_file_lacks_the_other(int day, MatchOutcome outcome)
    {
        await _ledger.Import(Row(1), Row(1, amount: -9));
        var match = (await _ledger.Import(Row(day, payee: "Bakery"), Row(1, amount: -9)))[0];

        match.Outcome.ShouldBe(outcome);
        match.SimilarId.ShouldBe(outcome == Suspect ? _ledger.Rows[0].Id : null);
        _ledger.Rows.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_lunch_elsewhere_on_the_day_before_the_file_begins_is_no_suspect()
    {
        await _ledger.Import(Row(1, payee: "Noodles"));
        Outcomes(await _ledger.Import(Row(2, payee: "Bakery"))).ShouldBe([New]);
    }

    [Fact]
    public void What_another_format_told_of_before_the_file_begins_is_no_suspect_unless_a_file_covers_both_days()
    {
        LedgerRow Known(int last, string text = "") =>
            new(Id(1), "Card", null, Guid.NewGuid(), -480, Day(3)) { SameFormat = false, Own = false, Covers = (Day(1), Day(last)), Text = text };
        FileRow[] file = [new(1, "Card", null, Guid.NewGuid(), -480, Day(4)) { Text = "Bakery" }];
        FileRow[] longer = [.. file, new(2, "Card", null, Guid.NewGuid(), -9, Day(3))];

        DuplicateRules.Match(file, [Known(last: 3)]).Single().Outcome.ShouldBe(New);
        DuplicateRules.Match(file, [Known(last: 3, "The bakery")]).Single().Outcome.ShouldBe(Suspect);
        DuplicateRules.Match(file, [Known(last: 4)]).Single().Outcome.ShouldBe(Suspect);
        DuplicateRules.Match(longer, [Known(last: 3)])[0].Outcome.ShouldBe(Suspect);
    }

    [Fact]
    public void That_a_person_did_not_write_a_day_down_says_nothing()
    {
        FileRow[] byHand = [new(1, "Card", null, Guid.NewGuid(), -480, Day(4)), new(2, "Card", null, Guid.NewGuid(), -9, Day(1))];
        LedgerRow Known((DateOnly, DateOnly)? covers) => new(Id(1), "Card", null, Guid.NewGuid(), -480, Day(3)) { SameFormat = false, Own = false, Covers = covers };

        DuplicateRules.Match(byHand, [Known((Day(1), Day(3)))], keptByHand: true)[0].Outcome.ShouldBe(New);
        DuplicateRules.Match(byHand, [Known((Day(1), Day(4)))], keptByHand: true)[0].Outcome.ShouldBe(Suspect);
        DuplicateRules.Match(byHand, [Known(null)], keptByHand: true)[0].Outcome.ShouldBe(Suspect);
    }

    [Fact]
    public void Of_equal_amounts_a_transfer_goes_with_a_transfer_and_what_has_a_category_with_what_has_one()
    {
        LedgerRow Known(int number, bool? transfer) => new(Id(number), "Card", null, Guid.NewGuid(), -480, Day(3)) { SameFormat = false, Own = false, Transfer = transfer };
        FileRow Row(int line, bool? transfer) => new(line, "Card", null, Guid.NewGuid(), -480, Day(3), transfer);

        Similar(DuplicateRules.Match([Row(1, false), Row(2, true)], [Known(1, true), Known(2, null)])).ShouldBe([Id(2), Id(1)]);
        Similar(DuplicateRules.Match([Row(1, null), Row(2, true), Row(3, false)], [Known(1, false), Known(2, null), Known(3, true)])).ShouldBe([Id(2), Id(3), Id(1)]);
        Similar(DuplicateRules.Match([Row(1, true)], [Known(1, false)])).ShouldBe([Id(1)]);
    }

    [Theory]
    [InlineData("ペイペイ", "口座振替 PayPay")]
    [InlineData("フリコミ ヤマダ ハナコ", "振込 ヤマダ ハナコ")]
    [InlineData("カ-ド", "お財布")]
    [InlineData("カ-ド ニユウキン", "ATM 現金預入")]
    [InlineData("フリコミ ラクテンギンコウ", "楽天銀行")]
    [InlineData("ファミリーマート - 東口店", "ファミリーマート")]
    public void Of_equal_amounts_on_a_day_those_go_together_whose_texts_have_words_in_common(string bank, string app)
    {
        LedgerRow Known(int number, string text) => new(Id(number), "Card", null, Guid.NewGuid(), -480, Day(3)) { SameFormat = false, Own = false, Text = text };
        FileRow Row(int line, string text) => new(line, "Card", null, Guid.NewGuid(), -480, Day(3)) { Text = text };

        Similar(DuplicateRules.Match([Row(1, "振込 サトウ"), Row(2, app)], [Known(1, bank), Known(2, "ﾃﾞﾝｷﾀﾞｲ")])).ShouldBe([Id(2), Id(1)]);
    }

    [Fact]
    public void A_thousand_equal_rows_of_another_format_are_told_one_for_one()
    {
        var known = Enumerable.Range(1, 1_000).Select(number => new LedgerRow(Id(number), "Card", null, Guid.NewGuid(), -480, Day(3)) { SameFormat = false, Own = false, Text = $"Bus {number}" });
        var file = Enumerable.Range(1, 1_001).Select(line => new FileRow(line, "Card", null, Guid.NewGuid(), -480, Day(3)) { Text = $"Ride {line}" }).ToList();

        Similar(DuplicateRules.Match(file, known)).ShouldBe([.. Enumerable.Range(1, 1_000).Select(number => (Guid?)Id(number)), null]);
    }

    [Fact]
    public void A_leg_is_resembled_unless_the_record_that_it_came_with_is_known()
    {
        LedgerRow row = new(Id(1), "Bank", null, Guid.NewGuid(), -480, Day(3));
        LedgerRow leg = new(Id(2), "Cash", null, null, 480, Day(3)) { LegOf = row.Id, Transfer = true };
        FileRow edited = new(1, "Bank", null, Guid.NewGuid(), -480, Day(3), true) { Legs = [("Cash", 480, "")] };
        FileRow same = new(2, "Bank", null, row.Key!.Value, -480, Day(3), true) { Legs = [("Cash", 480, "")] };

        DuplicateRules.Match([edited], [row, leg], keptByHand: true).Single().SimilarLegs[1].ShouldBe(leg.Id);
        DuplicateRules.Match([edited, same], [row, leg], keptByHand: true)[0].SimilarLegs.ShouldBeEmpty();
    }

    [Fact]
    public void The_sides_of_a_record_go_with_rows_of_one_day_whatever_the_files_cover()
    {
        LedgerRow Known(int number, string account, long amount, int first) =>
            new(Id(number), account, null, Guid.NewGuid(), amount, Day(3)) { SameFormat = false, Own = false, Covers = (Day(first), Day(3)), Transfer = true };
        FileRow noted = new(1, "Bank", null, Guid.NewGuid(), -480, Day(2), true) { Legs = [("Wallet", 480, "")] };

        var match = DuplicateRules.Match([noted], [Known(1, "Bank", -480, first: 1), Known(2, "Wallet", 480, first: 3)], keptByHand: true).Single();
        match.SimilarId.ShouldBe(Id(1));
        match.SimilarLegs[1].ShouldBe(Id(2));
        DuplicateRules.Match([noted], [Known(2, "Wallet", 480, first: 3)], keptByHand: true).Single().Outcome.ShouldBe(New);
    }

    [Fact]
    public void A_day_that_a_file_covers_is_likelier_than_one_just_beyond_it()
    {
        LedgerRow known = new(Id(1), "Card", null, Guid.NewGuid(), -480, Day(4)) { SameFormat = false, Own = false, Covers = (Day(1), Day(4)), Text = "Coffee" };
        FileRow Row(int line, int day) => new(line, "Card", null, Guid.NewGuid(), -480, Day(day)) { Text = "Coffee" };

        Similar(DuplicateRules.Match([Row(1, 5), Row(2, 3)], [known], keptByHand: true)).ShouldBe([null, Id(1)]);
        Similar(DuplicateRules.Match([Row(1, 5)], [known], keptByHand: true)).ShouldBe([Id(1)]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_equal_payments_of_a_wallet_the_one_that_a_card_paid_is_seen_elsewhere_last(bool sameText)
    {
        LedgerRow known = new(Id(1), "Wallet", null, Guid.NewGuid(), -480, Day(3)) { SameFormat = false, Own = false, Text = "Coffee" };
        FileRow Row(int line, bool funded) =>
            new(line, "Wallet", $"id{line}", sameText ? known.Key!.Value : Guid.NewGuid(), -480, Day(3)) { Text = "Coffee", Funded = funded };

        DuplicateRules.Match([Row(1, true), Row(2, false)], [known]).Select(match => match.LedgerId ?? match.SimilarId).ShouldBe([null, Id(1)]);
    }

    [Fact]
    public async Task A_daily_coffee_is_no_suspect_for_the_coffee_before_the_file_begins()
    {
        await _ledger.Import(Days(1, 5));
        Outcomes(await _ledger.Import(Days(6, 8))).ShouldBe([New, New, New]);
    }

    [Fact]
    public async Task A_row_that_its_bank_has_moved_by_a_day_is_a_suspect()
    {
        await _ledger.Import(Row(1, amount: -1), Row(3), Row(9, amount: -2));
        Outcomes(await _ledger.Import(Row(1, amount: -1), Row(4), Row(9, amount: -2))).ShouldBe([Duplicate, Suspect, Duplicate]);
    }

    [Fact]
    public void Another_formats_rows_are_suspected_one_for_one_whatever_ids_they_have()
    {
        LedgerRow Known(int number, int day) => new(new(number, 0, 0, new byte[8]), "Card", $"id{number}", Guid.NewGuid(), -480, Day(day)) { SameFormat = false, Own = false, Covers = (Day(3), Day(6)) };
        FileRow Row(int line, int day) => new(line, "Card", $"other{line}", Guid.NewGuid(), -480, Day(day));

        var matches = DuplicateRules.Match([Row(1, 4), Row(2, 3), Row(3, 3), Row(4, 5)], [Known(1, 3), Known(2, 3), Known(3, 6)]);
        matches.Select(match => match.SimilarId).ShouldBe([null, new Guid(1, 0, 0, new byte[8]), new Guid(2, 0, 0, new byte[8]), new Guid(3, 0, 0, new byte[8])]);
    }

    [Fact]
    public async Task A_row_entered_by_hand_is_never_counted_and_always_suspected()
    {
        _ledger.EnterByHand("Card", "2026-01-01", -480);
        Outcomes(await _ledger.Import(Row(1))).ShouldBe([Suspect]);
    }

    [Fact]
    public async Task The_nearest_row_is_shown_for_a_suspect()
    {
        _ledger.EnterByHand("Card", "2026-01-01", -480);
        _ledger.EnterByHand("Card", "2026-01-04", -480);
        _ledger.EnterByHand("Card", "2026-01-02", -480);
        (await _ledger.Import(Row(3))).Single().SimilarId.ShouldBe(_ledger.Rows[2].Id);
    }

    [Fact]
    public async Task A_row_whose_twin_is_known_suspects_nobody_and_two_ids_are_beyond_suspicion()
    {
        await _ledger.Import(Row(1), Row(10, id: "x"));
        Outcomes(await _ledger.Import(Row(1), Row(2), Row(11, id: "y"))).ShouldBe([Duplicate, New, New]);
    }

    [Fact]
    public async Task A_deleted_row_is_suspected_by_nobody()
    {
        await _ledger.Import(Row(1));
        _ledger.Delete(_ledger.Rows[0].Id);
        Outcomes(await _ledger.Import(Row(2))).ShouldBe([New]);
    }
}
