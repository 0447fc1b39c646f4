using System.Text;
using Shouldly;
using SmartMoney.Domain.Importing;
using Xunit;

namespace SmartMoney.Tests.Domain.Importing;

public class ZaimTests
{
    public const string Header = "日付,方法,カテゴリ,カテゴリの内訳,支払元,入金先,品目,メモ,お店,通貨,収入,支出,振替,残高調整,通貨変換前の金額,集計の設定";

    private const string Always = "常に集計に含める";

    private static async Task<StatementRow> RowOf(string row) => (await Statement.OfFile(Header, row)).Row;

    [Fact]
    public async Task A_payment_is_money_out_of_the_account_that_paid()
    {
        var file = await Statement.OfFile(Header, $"2026-01-31,payment,食費,食料品,三菱UFJ銀行,-,牛乳,夕食,スーパー,JPY,0,1234,0,0,1234,{Always}");

        file.Detection.Format!.Id.ShouldBe("zaim");
        var row = file.Row;
        row.Line.ShouldBe(2);
        row.Date.ShouldBe(new DateOnly(2026, 1, 31));
        row.Account.ShouldBe("三菱UFJ銀行");
        row.Amount.ShouldBe(-1234);
        row.Currency.ShouldBe("JPY");
        row.Payee.ShouldBe("スーパー");
        row.Description.ShouldBe("牛乳");
        row.Notes.ShouldBe("夕食");
        (row.Category, row.Subcategory).ShouldBe(("食費", "食料品"));
        row.BankId.ShouldBeNull();
        (row.Excluded, row.IsTransfer).ShouldBe((false, false));
        row.Legs.ShouldBeEmpty();
        row.Raw.ShouldStartWith("2026-01-31,payment");
    }

    [Fact]
    public async Task Income_is_money_into_the_account_that_received_in_a_category_below_income()
    {
        var row = await RowOf($"2026/01/25,income,その他,-,-,ゆうちょ銀行,-,-,会社,JPY,300000,0,0,0,300000,{Always}");

        (row.Account, row.Amount, row.Payee).ShouldBe(("ゆうちょ銀行", 300_000, "会社"));
        (row.Category, row.Subcategory).ShouldBe(("収入", "その他"));
    }

    [Fact]
    public async Task A_transfer_is_one_row_with_its_other_side_as_a_leg()
    {
        var row = await RowOf($"2026-01-05,transfer,-,-,財布,Suica,-,-,-,JPY,0,0,5000,0,5000,{Always}");

        (row.Account, row.Amount, row.IsTransfer, row.Payee).ShouldBe(("財布", -5000, true, "Suica"));
        row.Category.ShouldBeNull();
        row.Legs.ShouldBe([new StatementLeg("Suica", 5000, "JPY", "財布", Paired: true)]);
    }

    [Theory]
    [InlineData("財布,-", "財布", -5000)]
    [InlineData("-,財布", "財布", 5000)]
    [InlineData("-,-", "Zaim", -5000)]
    public async Task A_transfer_of_one_account_is_a_transfer_alone(string accounts, string account, long amount)
    {
        var row = await RowOf($"2026-01-05,transfer,-,-,{accounts},-,-,-,JPY,0,0,5000,0,5000,{Always}");

        (row.Account, row.Amount, row.IsTransfer, row.Legs.Count).ShouldBe((account, amount, true, 0));
    }

    [Fact]
    public async Task A_transfer_from_an_account_to_itself_moves_nothing() =>
        (await Statement.OfFile(Header, $"2026-01-05,transfer,-,-,財布,財布,-,-,-,JPY,0,0,5000,0,5000,{Always}")).Lines[1]
            .ShouldBeOfType<NonTransactionLine>().Kind.ShouldBe("zero");

    [Theory]
    [InlineData("-,財布", "120", 120)]
    [InlineData("財布,-", "-120", -120)]
    public async Task An_adjusted_balance_counts_in_the_balance_only(string accounts, string adjustment, long amount)
    {
        var row = await RowOf($"2026-01-05,balance,-,-,{accounts},-,-,-,JPY,0,0,0,{adjustment},{adjustment},{Always}");

        (row.Account, row.Amount, row.Excluded, row.IsTransfer, row.Payee).ShouldBe(("財布", amount, true, false, "残高調整"));
    }

    [Theory]
    [InlineData("常に集計に含める", false)]
    [InlineData("年の集計にのみ含める", false)]
    [InlineData("集計に含めない", true)]
    [InlineData("", false)]
    public async Task What_Zaim_leaves_out_of_its_totals_is_excluded(string setting, bool excluded) =>
        (await RowOf($"2026-01-05,payment,食費,食料品,財布,-,-,-,店,JPY,0,100,0,0,100,{setting}")).Excluded.ShouldBe(excluded);

    [Fact]
    public async Task A_negative_payment_is_a_refund_in_its_category()
    {
        var row = await RowOf($"2026-01-05,payment,日用雑貨,消耗品,財布,-,-,-,店,JPY,0,-300,0,0,-300,{Always}");

        (row.Amount, row.Category).ShouldBe((300, "日用雑貨"));
    }

    [Fact]
    public async Task What_Zaim_could_not_file_has_no_category()
    {
        var rows = (await Statement.OfFile(Header,
            $"2026-01-05,payment,その他,未分類,財布,-,-,-,店,JPY,0,1,0,0,1,{Always}",
            $"2026-01-05,payment,その他,その他,財布,-,-,-,店,JPY,0,1,0,0,1,{Always}",
            $"2026-01-05,payment,-,-,財布,-,-,-,店,JPY,0,1,0,0,1,{Always}")).Rows;

        rows.Select(row => (row.Category, row.Subcategory)).ShouldBe([(null, null), ("その他", "その他"), (null, null)]);
    }

    [Fact]
    public async Task Dashes_and_empty_fields_are_nothing()
    {
        var row = await RowOf("2026-01-05,payment,-,,-,-,牛乳,,-,-,-,100,-,-,-,-");

        (row.Account, row.Payee, row.Description, row.Notes, row.Currency, row.Category).ShouldBe(("Zaim", "牛乳", "牛乳", null, "JPY", null));
    }

    [Fact]
    public async Task Older_names_and_fewer_columns_are_read()
    {
        var row = (await Statement.OfFile("日付,方法,カテゴリ,ジャンル,支払元,入金先,商品,メモ,場所,通貨,収入,支出,振替,残高調整",
            "2012-01-05,payment,食費,カフェ,財布,-,ラテ,-,喫茶店,JPY,0,450,0,0")).Row;

        (row.Payee, row.Description, row.Subcategory, row.Amount, row.Excluded).ShouldBe(("喫茶店", "ラテ", "カフェ", -450, false));
    }

    [Theory]
    [InlineData("cp932")]
    [InlineData("utf-8")]
    [InlineData("utf-8-bom")]
    public async Task Every_encoding_in_use_is_read_quoted_or_not(string encoding)
    {
        var text = $"\"{Header.Replace(",", "\",\"", StringComparison.Ordinal)}\"\r\n2026-01-31,payment,食費,食料品,財布,-,\"①, \"\"髙\"\"\",-,店,JPY,0,\"1,234\",0,0,1234,{Always}\r\n";
        var file = await Statement.Of(encoding switch
        {
            "cp932" => Statement.Cp932(text),
            "utf-8-bom" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
            _ => Encoding.UTF8.GetBytes(text),
        });

        (file.Row.Description, file.Row.Amount).ShouldBe(("①, \"髙\"", -1234));
    }

    [Theory]
    [InlineData("USD", "12.34", "12.34", "USD", -1234)]
    [InlineData("usd", "1890", "12.34", "USD", -1234)]
    [InlineData("KWD", "1.234", "0", "KWD", -1234)]
    [InlineData("EUR", "5", "-", "EUR", -500)]
    public async Task Another_currency_has_its_own_minor_units_and_the_amount_before_conversion(string code, string amount, string original, string currency, long expected)
    {
        var row = await RowOf($"2026-01-05,payment,食費,食料品,財布,-,-,-,店,{code},0,{amount},0,0,{original},{Always}");

        (row.Currency, row.Amount).ShouldBe((currency, expected));
    }

    [Theory]
    [InlineData("2026-02-30,payment,,,財布,,,,,JPY,0,1,0,0,1,", "bad-date", "日付", 1)]
    [InlineData("2026-01-05,paid,,,財布,,,,,JPY,0,1,0,0,1,", "bad-choice", "方法", 2)]
    [InlineData("2026-01-05,payment,,,財布,,,,,JPY,0,x,0,0,1,", "bad-amount", "支出", 12)]
    [InlineData("2026-01-05,payment,,,財布,,,,,JPY,500,-,0,0,1,", "empty-amount", "支出", 12)]
    [InlineData("2026-01-05,income,,,財布,,,,,JPY,1.5,0,0,0,1,", "amount-decimals", "収入", 11)]
    [InlineData("2026-01-05,payment,,,財布,,,,,USD,0,1.x,0,0,-,", "bad-decimal-amount", "支出", 12)]
    [InlineData("2026-01-05,payment,,,財布,,,,,円,0,1,0,0,1,", "bad-currency", "通貨", 10)]
    [InlineData("2026-01-05,payment,,,財布,,,,,JPY,0,1,0,0,1,たまに", "bad-choice", "集計の設定", 16)]
    public async Task A_wrong_value_is_a_problem_of_its_column(string row, string code, string column, int number)
    {
        var problem = (await Statement.OfFile(Header, row)).Problem;

        (problem.Code, problem.ColumnName, problem.Column, problem.Line).ShouldBe((code, column, number, 2));
    }

    [Fact]
    public async Task All_problems_of_a_row_are_told_in_Japanese_when_asked()
    {
        var file = await Statement.Of(Encoding.UTF8.GetBytes($"{Header}\n2026-01-05,paid,,,財布,,,,,X,0,1,0,0,1,\n"), "ja");

        file.Problem.Reason.ShouldBe("「paid」はpayment, income, transfer, balanceのいずれでもありません。いずれかに直してください。 「X」は通貨コードではありません。JPYやUSDのようなコードに直してください。");
    }

    [Fact]
    public async Task Missing_required_columns_are_named()
    {
        var problem = (await Statement.Of("日付,カテゴリ,カテゴリの内訳,支払元,入金先,品目,メモ,お店,収入,支出\n")).Detection.Problem!;

        problem.Code.ShouldBe("missing-columns");
        problem.Reason.ShouldContain("方法, 振替.");
    }

    [Fact]
    public async Task A_zero_moves_nothing_and_is_no_error() =>
        (await Statement.OfFile(Header, $"2026-01-05,payment,食費,食料品,財布,-,-,-,店,JPY,0,0,0,0,0,{Always}")).Lines[1]
            .ShouldBeOfType<NonTransactionLine>().Kind.ShouldBe("zero");
}
