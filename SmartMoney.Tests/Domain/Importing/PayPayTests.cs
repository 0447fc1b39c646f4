using System.Text;
using Shouldly;
using SmartMoney.Domain.Importing;
using Xunit;

namespace SmartMoney.Tests.Domain.Importing;

public class PayPayTests
{
    public const string Header = "取引日,出金金額（円）,入金金額（円）,海外出金金額,通貨,変換レート（円）,利用国,取引内容,取引先,取引方法,支払い区分,利用者,取引番号";

    private const string English =
        "Date & Time,Amount Outgoing (Yen),Amount Incoming (Yen),Amount Outgoing Overseas,Currency,Exchange Rate (Yen),Country Paid In,Transaction Type,Business Name,Method,Payment Option,User,Transaction ID";

    private static async Task<StatementRow> RowOf(string row) => (await Statement.OfFile(Header, row)).Row;

    private static Task<StatementRow> Row(string type, string amounts, string method = "PayPay残高", string payee = "店") =>
        RowOf($"2026/01/31 12:00:00,{amounts},-,-,-,-,{type},{payee},\"{method}\",-,-,1");

    [Fact]
    public async Task A_payment_from_the_balance_is_money_out_of_the_wallet()
    {
        var file = await Statement.Of([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes($"{Header}\r\n2025/01/31 23:59:59,\"1,280\",-,-,-,-,-,支払い,ファミリーマート - 東口店,PayPay残高,一回払い,本人,04639628474580213761\r\n")]);

        file.Detection.Format!.Id.ShouldBe("paypay");
        var row = file.Row;
        row.Account.ShouldBe("PayPay");
        row.Date.ShouldBe(new DateOnly(2025, 1, 31));
        row.Amount.ShouldBe(-1280);
        row.Payee.ShouldBe("ファミリーマート - 東口店");
        row.Description.ShouldBe("");
        row.Category.ShouldBeNull();
        row.IsTransfer.ShouldBeFalse();
        row.Legs.ShouldBeEmpty();
        row.Warning.ShouldBeNull();
        row.Notes.ShouldBe("PayPay残高\n一回払い\n本人");
        row.BankId!.ShouldStartWith("04639628474580213761/");
    }

    [Fact]
    public async Task The_same_history_in_English_is_the_same_rows()
    {
        var japanese = await Statement.OfFile(Header,
            "2025/01/31 23:59:59,\"1,280\",-,-,-,-,-,支払い,店,\"PayPayポイント (280円), クレジット VISA 4575 (1,000円)\",-,-,1",
            "2025/01/31 23:59:59,-,12,-,-,-,-,ポイント、残高の獲得,店,PayPayポイント,-,-,1");
        var english = await Statement.OfFile(English,
            "2025/01/31 23:59:59,\"1,280\",-,-,-,-,-,Payment,店,\"PayPay Point (280yen), Credit VISA 4575 (1,000yen)\",-,-,1",
            "2025/01/31 23:59:59,-,12,-,-,-,-,\"Points, Balance Earned\",店,PayPay Point,-,-,1");

        english.Rows.Select(row => (row.BankId, row.Amount, row.Category)).ShouldBe(japanese.Rows.Select(row => (row.BankId, row.Amount, row.Category)));
        english.Rows[0].Legs.Single().Amount.ShouldBe(1000);
    }

    [Fact]
    public async Task Half_width_brackets_in_the_header_and_letter_case_do_not_matter()
    {
        (await Statement.OfFile(Header.Normalize(NormalizationForm.FormKC), "2025/1/31 9:05,1,-,-,-,-,-,支払い,店,PayPay残高,-,-,1")).Row.Amount.ShouldBe(-1);
        (await Statement.OfFile(English.ToUpperInvariant(), "2025/01/31 23:59,1,-,-,-,-,-,Payment,店,PayPay Balance,-,-,1")).Row.Amount.ShouldBe(-1);
    }

    [Theory]
    [InlineData("支払い", "500,-", -500, false, null)]
    [InlineData("請求書払い", "500,-", -500, false, null)]
    [InlineData("返金", "-,500", 500, false, "その他")]
    [InlineData("Refund", "-,500", 500, false, "その他")]
    [InlineData("チャージ", "-,500", 500, true, null)]
    [InlineData("Top-Up", "-,500", 500, true, null)]
    [InlineData("出金", "500,-", -500, true, null)]
    [InlineData("Bank Transfer", "500,-", -500, true, null)]
    [InlineData("投資", "500,-", -500, true, null)]
    [InlineData("Points Investment", "500,-", -500, true, null)]
    [InlineData("ポイント、残高の獲得", "-,5", 5, false, "ポイント")]
    [InlineData("ポイント、残高の取消", "5,-", -5, false, "ポイント")]
    [InlineData("期間限定ポイントの期限切れ", "5,-", -5, false, "ポイント")]
    [InlineData("送った金額", "500,-", -500, false, null)]
    [InlineData("受け取った金額", "-,500", 500, false, null)]
    [InlineData("Money Sent", "500,-", -500, false, null)]
    [InlineData("何か新しいもの", "-,500", 500, false, null)]
    public async Task Each_type_is_what_it_does_to_the_wallet(string type, string amounts, long amount, bool transfer, string? category)
    {
        var row = await Row(type, amounts);

        (row.Amount, row.IsTransfer, row.Category, row.Excluded, row.Legs.Count).ShouldBe((amount, transfer, category, false, 0));
    }

    [Theory]
    [InlineData("PayPayポイント (73円), クレジット VISA 4575 (427円)", "クレジット VISA 4575", 427)]
    [InlineData("PayPay Balance (73 Yen), Visa 1234 (427 Yen)", "Visa 1234", 427)]
    [InlineData("PayPay残高（73円）、PayPayカード VISA 4575（427円）", "PayPayカード VISA 4575", 427)]
    [InlineData("PayPayクレジット", "PayPayクレジット", 500)]
    [InlineData("クレジット VISA 4575", "クレジット VISA 4575", 500)]
    [InlineData("PayPay銀行", "PayPay銀行", 500)]
    [InlineData("PayPayポイント (73円), PayPayカード", "PayPayカード", 427)]
    public async Task What_a_card_paid_came_into_the_wallet_first(string method, string card, long amount)
    {
        var row = await Row("支払い", "500,-", method);

        row.Amount.ShouldBe(-500);
        row.Legs.ShouldBe([new StatementLeg("PayPay", amount, "JPY", card, Paired: false)]);
        row.Warning.ShouldBeNull();
    }

    [Theory]
    [InlineData("PayPay残高")]
    [InlineData("PayPayポイント")]
    [InlineData("PayPay Point (1yen), PayPay Balance (499yen)")]
    [InlineData("PayPayマネー (400円), PayPayマネーライト (100円)")]
    [InlineData("PayPayポイント(期間限定) (500円)")]
    [InlineData("-")]
    public async Task The_wallet_paying_itself_needs_no_other_side(string method) => (await Row("支払い", "500,-", method)).Legs.ShouldBeEmpty();

    [Fact]
    public async Task Two_cards_in_one_payment_are_two_legs()
    {
        var row = await Row("支払い", "\"1,500\",-", "PayPayポイント (100円), クレジット VISA 1 (1,000円), クレジット JCB 2 (400円)");

        row.Legs.Select(leg => (leg.Payee, leg.Amount)).ShouldBe([("クレジット VISA 1", 1000), ("クレジット JCB 2", 400)]);
        (row.Amount + row.Legs.Sum(leg => leg.Amount)).ShouldBe(-100);
    }

    [Fact]
    public async Task A_refund_to_a_card_leaves_the_wallet_again()
    {
        var row = await Row("返金", "-,500", "クレジット VISA 4575");

        row.Legs.ShouldBe([new StatementLeg("PayPay", -500, "JPY", "クレジット VISA 4575", Paired: false)]);
    }

    [Fact]
    public async Task A_top_up_names_the_bank_and_has_no_further_leg()
    {
        var row = await Row("チャージ", "-,\"30,000\"", "ゆうちょ銀行 *****61", "PayPay");

        (row.Payee, row.Amount, row.IsTransfer, row.Legs.Count).ShouldBe(("ゆうちょ銀行 *****61", 30_000, true, 0));
    }

    [Theory]
    [InlineData("PayPayポイント (73円), クレジット VISA 4575 (400円)")]
    [InlineData("PayPayポイント, クレジット VISA 4575")]
    [InlineData("PayPayポイント (500円), クレジット VISA 4575")]
    public async Task Sources_that_do_not_make_up_the_amount_are_warned_of(string method)
    {
        var row = await Row("支払い", "500,-", method);

        row.Warning!.ShouldContain("do not make up 500 yen");
        row.Amount.ShouldBe(-500);
    }

    [Fact]
    public async Task More_cards_than_legs_are_allowed_are_a_problem()
    {
        var method = string.Join(", ", Enumerable.Range(1, StatementLimits.Legs + 1).Select(i => $"クレジット {i} (1円)"));
        var problem = (await Statement.OfFile(Header, $"2026/01/31 12:00:00,8,-,-,-,-,-,支払い,店,\"{method}\",-,-,1")).Problem;

        (problem.Code, problem.ColumnName).ShouldBe(("too-many-sources", "取引方法"));
    }

    [Fact]
    public async Task Rows_of_one_transaction_number_stay_apart_and_equal_rows_stay_equal()
    {
        var rows = (await Statement.OfFile(Header,
            "2026/01/31 12:00:00,500,-,-,-,-,-,支払い,店,PayPay残高,-,-,1",
            "2026/01/31 12:00:00,-,5,-,-,-,-,ポイント、残高の獲得,店,PayPayポイント,-,-,1",
            "2026/01/31 12:00:00,-,5,-,-,-,-,ポイント、残高の獲得,店,PayPay残高,-,-,1",
            "2026/01/31 12:00:01,500,-,-,-,-,-,支払い,店,PayPay残高,-,-,1",
            "2026/01/31 12:00:00,-,500,-,-,-,-,返金,店,PayPay残高,-,-,1",
            "2026/01/31 12:00:00,500,-,-,-,-,-,支払い,店,PayPay残高,-,-,2",
            "2026/01/31 12:00:00,500,-,-,-,-,-,支払い,店,PayPay残高,-,-,1",
            "2026/01/31 12:00:00,500,-,-,-,-,-,支払い,店,PayPay残高,-,-,-")).Rows;

        rows.Take(6).Select(row => row.BankId).ShouldBeUnique();
        rows[6].BankId.ShouldBe(rows[0].BankId);
        rows[7].BankId.ShouldBeNull();
    }

    [Fact]
    public async Task What_was_paid_abroad_is_in_the_notes()
    {
        (await RowOf("2026/01/31 12:00:00,\"1,866\",-,12.34,USD,151.2,US,支払い,Store,PayPay残高,-,-,1")).Notes.ShouldBe("PayPay残高\nUSD 12.34 at 151.2 (US)");
        (await RowOf("2026/01/31 12:00:00,-,600,-,-,-,JP,受け取った金額,鈴木,PayPay残高,-,-,1")).Notes.ShouldBe("PayPay残高");
    }

    [Theory]
    [InlineData("2026/02/30 10:00:00,1,-,-,-,-,-,支払い,店,-,-,-,1", "bad-date", "取引日", 1)]
    [InlineData("2026/01/30 25:00:00,1,-,-,-,-,-,支払い,店,-,-,-,1", "bad-date", "取引日", 1)]
    [InlineData("2026/01/30 10:00:00,x,-,-,-,-,-,支払い,店,-,-,-,1", "bad-amount", "出金金額（円）", 2)]
    [InlineData("2026/01/30 10:00:00,-,-,-,-,-,-,支払い,店,-,-,-,1", "empty-amount", "出金金額（円）", 2)]
    [InlineData("2026/01/30 10:00:00,1,2,-,-,-,-,支払い,店,-,-,-,1", "two-amounts", "入金金額（円）", 3)]
    [InlineData("2026/01/30 10:00:00,1,280,-,-,-,-,-,支払い,店,-,-,-,1", "too-many-columns", null, null)]
    public async Task A_wrong_value_is_a_problem_of_its_column(string row, string code, string? column, int? number)
    {
        var problem = (await Statement.OfFile(Header, row)).Problem;

        (problem.Code, problem.ColumnName, problem.Column, problem.Line).ShouldBe((code, column, number, 2));
    }

    [Fact]
    public async Task A_method_over_the_limit_is_a_problem_however_large_its_amounts()
    {
        var method = string.Join(", ", Enumerable.Repeat("クレジット (1,000,000,000,000,000円)", 20_000));
        var problem = (await Statement.OfFile(Header, $"2026/01/31 12:00:00,8,-,-,-,-,-,支払い,店,\"{method}\",-,-,1")).Problem;

        (problem.Code, problem.ColumnName).ShouldBe(("text-too-long", "取引方法"));
    }

    [Fact]
    public async Task Missing_required_columns_are_named_in_the_language_of_the_header()
    {
        (await Statement.Of("取引日,出金金額（円）,入金金額（円）,取引内容,取引先,取引番号\n")).Detection.Problem!.Reason.ShouldContain("取引方法");
        (await Statement.Of("Date & Time,Amount Outgoing (Yen),Amount Incoming (Yen),Business Name,Method,User,Transaction ID\n")).Detection.Problem!.Reason.ShouldContain("lacks Transaction Type.");
    }

    [Fact]
    public async Task A_zero_moves_nothing_and_is_no_error() =>
        (await Statement.OfFile(Header, "2026/01/31 12:00:00,0,-,-,-,-,-,支払い,店,PayPay残高,-,-,1")).Lines[1].ShouldBeOfType<NonTransactionLine>().Kind.ShouldBe("zero");
}
