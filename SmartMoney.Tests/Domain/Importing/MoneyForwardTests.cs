using System.Text;
using Shouldly;
using SmartMoney.Domain.Importing;
using SmartMoney.Domain.Importing.Text;
using Xunit;

namespace SmartMoney.Tests.Domain.Importing;

public class MoneyForwardTests
{
    [Fact]
    public async Task A_row_is_read_with_all_its_columns()
    {
        var file = await Statement.OfRows("\"1\",\"2026/01/31\",\"スーパー ○○\",\"-1,234\",\"三菱UFJ銀行\",\"食費\",\"食料品\",\"夕食\",\"0\",\"AbC-123_x\"");

        file.Detection.Format!.Id.ShouldBe("moneyforward");
        var row = file.Row;
        row.Line.ShouldBe(2);
        row.Account.ShouldBe("三菱UFJ銀行");
        row.Date.ShouldBe(new DateOnly(2026, 1, 31));
        row.Amount.ShouldBe(-1234);
        row.Currency.ShouldBe("JPY");
        row.Payee.ShouldBe("スーパー ○○");
        row.Description.ShouldBe("");
        row.BankId.ShouldBe("AbC-123_x");
        row.Category.ShouldBe("食費");
        row.Subcategory.ShouldBe("食料品");
        row.Notes.ShouldBe("夕食");
        row.Excluded.ShouldBeFalse();
        row.IsTransfer.ShouldBeFalse();
        row.Raw.ShouldStartWith("\"1\",\"2026/01/31\"");
        row.Raw.ShouldEndWith("\"AbC-123_x\"");
    }

    [Fact]
    public async Task Empty_columns_are_nothing_and_the_account_is_named_after_the_format()
    {
        var row = (await Statement.OfRows("1,2026-01-31,,500,,未分類,未分類,,0,")).Row;

        row.Account.ShouldBe("MoneyForward");
        row.Payee.ShouldBe("");
        row.BankId.ShouldBeNull();
        row.Category.ShouldBeNull();
        row.Subcategory.ShouldBeNull();
        row.Notes.ShouldBeNull();
    }

    [Fact]
    public async Task Keisan_taisho_0_is_excluded_and_furikae_1_is_a_transfer()
    {
        var rows = (await Statement.OfRows("0,2026/01/01,a,-1,b,,,,0,x", "1,2026/01/01,a,-1,b,,,,1,y", "０,2026/01/01,a,-1,b,,,,１,z")).Rows;

        rows.Select(r => (r.Excluded, r.IsTransfer)).ShouldBe([(true, false), (false, true), (true, true)]);
    }

    [Theory]
    [InlineData("cp932")]
    [InlineData("utf-8")]
    [InlineData("utf-8-bom")]
    [InlineData("utf-16le-bom")]
    [InlineData("utf-16be-bom")]
    public async Task Every_encoding_in_use_is_told_from_the_bytes(string encoding)
    {
        const string payee = "①㈱Ⅰ髙﨑～ソ表能";
        var text = $"{Statement.Header}\r\n1,2026/01/31,{payee},\"-1,234\",財布,食費,外食,メモ,0,id\r\n";
        var file = await Statement.Of(encoding switch
        {
            "cp932" => Statement.Cp932(text),
            "utf-8-bom" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
            "utf-16le-bom" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
            "utf-16be-bom" => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)],
            _ => Encoding.UTF8.GetBytes(text),
        });

        file.Row.Payee.ShouldBe(payee);
        file.Row.Amount.ShouldBe(-1234);
        file.Lines.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_half_width_header_all_quoted_with_further_columns_in_another_order_is_read()
    {
        var file = await Statement.Of("\"ID\",\"残高\",\"金額(円)\",\"日付\",\"振替\",\"計算対象\",\"内容\"\n\"x\",\"9\",\"-5\",\"2026/01/02\",\"0\",\"1\",\"a\"\n");

        file.Row.Amount.ShouldBe(-5);
        file.Row.BankId.ShouldBe("x");
        file.Row.Account.ShouldBe("MoneyForward");
    }

    [Fact]
    public async Task Missing_required_columns_are_named()
    {
        var problem = (await Statement.Of("内容,金額（円）,保有金融機関,大項目,中項目,メモ,ID\na,1,b,c,d,e,f\n")).Detection.Problem!;

        problem.Code.ShouldBe("missing-columns");
        problem.Reason.ShouldContain("計算対象, 日付, 振替");
    }

    [Fact]
    public async Task A_column_named_twice_is_refused() =>
        (await Statement.Of($"{Statement.Header},日付\n")).Detection.Problem!.Code.ShouldBe("repeated-column");

    [Theory]
    [InlineData("-1,234", -1234)]
    [InlineData("\"-1,234,567\"", -1234567)]
    [InlineData("1234", 1234)]
    [InlineData("+1234", 1234)]
    [InlineData("1234.00", 1234)]
    [InlineData("－１，２３４", -1234)]
    [InlineData("−1234", -1234)]
    [InlineData("▲1234", -1234)]
    [InlineData("△ 1234", -1234)]
    [InlineData("¥1234", 1234)]
    [InlineData("￥-1234", -1234)]
    [InlineData("-￥1234円", -1234)]
    [InlineData("-\\1234", -1234)]
    public async Task Amounts_are_read_as_Japanese_files_write_them(string text, long expected) =>
        (await Statement.OfRows($"1,2026/01/31,a,\"{text.Trim('"')}\",b,,,,0,")).Row.Amount.ShouldBe(expected);

    [Theory]
    [InlineData("", "empty-amount")]
    [InlineData("12,34", "bad-amount")]
    [InlineData("abc", "bad-amount")]
    [InlineData("1-", "bad-amount")]
    [InlineData("--5", "bad-amount")]
    [InlineData("1.5", "amount-decimals")]
    [InlineData("1000000000000001", "amount-too-large")]
    public async Task A_wrong_amount_is_a_problem_of_its_column(string text, string code)
    {
        var problem = (await Statement.OfRows($"1,2026/01/31,a,\"{text}\",b,,,,0,")).Problem;

        problem.Code.ShouldBe(code);
        problem.Line.ShouldBe(2);
        problem.Column.ShouldBe(4);
        problem.ColumnName.ShouldBe("金額（円）");
    }

    [Fact]
    public async Task A_zero_moves_nothing_and_is_no_error() =>
        (await Statement.OfRows("1,2026/01/31,a,0,b,,,,0,")).Lines[1].ShouldBeOfType<NonTransactionLine>().Kind.ShouldBe("zero");

    [Theory]
    [InlineData("2026/02/29", "bad-date")]
    [InlineData("2026/13/01", "bad-date")]
    [InlineData("26/01/01", "bad-date")]
    [InlineData("2026/01-01", "bad-date")]
    [InlineData("20260101", "bad-date")]
    [InlineData("", "bad-date")]
    [InlineData("1899/12/31", "date-out-of-range")]
    public async Task A_wrong_date_is_a_problem_of_its_column(string text, string code)
    {
        var problem = (await Statement.OfRows($"1,{text},a,1,b,,,,0,")).Problem;

        problem.Code.ShouldBe(code);
        problem.Column.ShouldBe(2);
        problem.ColumnName.ShouldBe("日付");
    }

    [Theory]
    [InlineData("2028/02/29", 2028, 2, 29)]
    [InlineData("2026/1/5", 2026, 1, 5)]
    [InlineData("２０２６／０１／０５", 2026, 1, 5)]
    public async Task Dates_are_read(string text, int year, int month, int day) =>
        (await Statement.OfRows($"1,{text},a,1,b,,,,0,")).Row.Date.ShouldBe(new DateOnly(year, month, day));

    [Fact]
    public async Task All_problems_of_a_row_are_told_at_once_in_the_order_of_its_columns()
    {
        var problem = (await Statement.OfRows("2,2026/02/30,a,x,b,,,,no,")).Problem;

        problem.Code.ShouldBe("bad-flag");
        problem.Column.ShouldBe(1);
        problem.Reason.ShouldBe("“2” is neither 0 nor 1. Correct it to one of them. "
            + "“2026/02/30” is not a date of the calendar. Write it as 2026/01/31 or 2026-01-31. "
            + "“x” is not an amount. Write whole yen such as -1,234, with commas only between groups of three digits. "
            + "“no” is neither 0 nor 1. Correct it to one of them.");
    }

    [Fact]
    public async Task Problems_are_told_in_Japanese_when_asked()
    {
        var file = await Statement.Of(Encoding.UTF8.GetBytes($"{Statement.Header}\n1,2026/02/30,a,1,b,,,,0,\n"), "ja-JP");

        file.Problem.Reason.ShouldBe("「2026/02/30」は暦にある日付ではありません。2026/01/31または2026-01-31のように書いてください。");
    }

    [Theory]
    [InlineData(500, 0)]
    [InlineData(501, 1)]
    public async Task A_text_over_the_limit_is_a_problem_and_never_cut(int length, int problems)
    {
        var file = await Statement.OfRows($"1,2026/01/31,{new string('あ', length)},1,b,,,,0,");

        file.Problems.Count.ShouldBe(problems);
        (problems == 0 ? file.Row.Payee.Length : 500).ShouldBe(500);
    }

    [Fact]
    public async Task Line_breaks_in_quotes_stay_in_notes_become_spaces_elsewhere_and_line_numbers_stay_right()
    {
        var file = await Statement.OfRows("1,2026/01/31,\"a\r\nb\",1,b,,,\"c\r\nd\re\",0,", "1,x,a,1,b,,,,0,");

        file.Row.Payee.ShouldBe("a b");
        file.Row.Notes.ShouldBe("c\nd\ne");
        file.Row.Line.ShouldBe(2);
        file.Problem.Line.ShouldBe(6);
    }

    [Fact]
    public async Task Blank_lines_and_a_repeated_header_are_recognised()
    {
        var file = await Statement.OfRows("", "1,2026/01/31,a,1,b,,,,0,", ",,,,,,,,,", Statement.Header, "1,2026/01/31,a,1,b,,,,0,");

        file.Lines.Select(l => l is NonTransactionLine other ? other.Kind : "row").ShouldBe(["header", "blank", "row", "blank", "header", "row"]);
    }

    [Fact]
    public async Task Damaged_bytes_are_a_problem_of_their_line_and_hide_no_line_end()
    {
        var good = Statement.Cp932("1,2026/01/31,a,1,b,,,,0,x\n");
        byte[] bad = [.. Statement.Cp932("1,2026/01/31,a,1,b,,,,0,"), 0x81, (byte)'\n'];
        var file = await Statement.Of([.. Statement.Cp932(Statement.Header + "\n"), .. bad, .. good]);

        file.Head.Encoding.ShouldBe(StatementEncoding.Cp932);
        file.Problem.Line.ShouldBe(2);
        file.Problem.Column.ShouldBe(10);
        file.Problem.Code.ShouldBe("bad-bytes");
        file.Problem.Raw.ShouldEndWith("\uFFFD");
        file.Row.Line.ShouldBe(3);
    }

    [Fact]
    public async Task One_damaged_character_does_not_turn_a_UTF8_file_into_another_encoding()
    {
        byte[] bad = [.. Encoding.UTF8.GetBytes("1,2026/01/31,あ"), 0xE3, 0x81, .. Encoding.UTF8.GetBytes(",1,b,,,,0,\n")];
        var file = await Statement.Of([.. Encoding.UTF8.GetBytes(Statement.Header + "\n"), .. bad]);

        file.Head.Encoding.ShouldBe(StatementEncoding.Utf8);
        file.Problem.Code.ShouldBe("bad-bytes");
        file.Problem.Column.ShouldBe(3);
    }
}
