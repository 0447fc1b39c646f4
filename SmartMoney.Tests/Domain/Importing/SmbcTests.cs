using System.Text;
using Shouldly;
using SmartMoney.Benchmarks.Generating;
using SmartMoney.Domain.Importing;
using Xunit;

namespace SmartMoney.Tests.Domain.Importing;

public class SmbcTests
{
    public const string Header = "年月日,お引出し,お預入れ,お取り扱い内容,残高,メモ,ラベル";

    [Fact]
    public async Task A_row_is_read_with_all_its_columns_in_the_width_that_people_read()
    {
        var file = await Statement.Of(Statement.Cp932($"{Header}\r\n2026/1/5,\"1,234\",,ﾐﾂｲｽﾐﾄﾓｶｰﾄﾞ　（ｶ,98766,立替,生活費\r\n"));

        file.Detection.Format!.Id.ShouldBe("smbc");
        var row = file.Row;
        row.Account.ShouldBe("三井住友銀行");
        row.Date.ShouldBe(new DateOnly(2026, 1, 5));
        row.Amount.ShouldBe(-1234);
        row.Currency.ShouldBe("JPY");
        row.Payee.ShouldBe("ミツイスミトモカード (カ");
        row.Notes.ShouldBe("立替\n生活費");
        row.Raw.ShouldContain("ﾐﾂｲｽﾐﾄﾓｶｰﾄﾞ　（ｶ");
        (row.BankId, row.Category, row.Warning).ShouldBe((null, null, null));
    }

    [Fact]
    public async Task Money_in_is_positive_and_columns_may_be_fewer() =>
        (await Statement.OfFile("年月日,お引出し,お預入れ,お取り扱い内容", "2026/01/25,,300000,給料振込")).Row.Amount.ShouldBe(300_000);

    [Theory]
    [InlineData("ﾌﾘｺﾐ ﾔﾏﾀﾞ ﾀﾛｳ", "フリコミ　ヤマダ　タロウ")]
    [InlineData("PAYPAYｶｰﾄﾞ", "ＰＡＹＰＡＹカード")]
    public async Task Half_width_and_full_width_texts_are_the_same_to_search_and_matching(string half, string full)
    {
        var rows = (await Statement.OfFile(Header, $"2026/1/5,1,,{half},9,,", $"2026/1/5,1,,{full},8,,")).Rows;

        rows[0].Payee.ShouldBe(rows[1].Payee);
        ImportKey.Of(rows[0]).ShouldBe(ImportKey.Of(rows[1]));
        MatchText.Normalise(rows[0].Payee).ShouldBe(MatchText.Normalise(half));
    }

    [Fact]
    public async Task A_balance_that_comes_out_is_not_mentioned_whichever_way_the_file_runs()
    {
        string[] oldest = ["2026/1/5,100,,a,900,,", "2026/1/5,,50,b,950,,", "2026/1/6,200,,c,750,,", "2026/1/7,,200,d,950,,"];

        (await Statement.OfFile(Header, oldest)).Rows.ShouldAllBe(row => row.Warning == null);
        (await Statement.OfFile(Header, [.. oldest.Reverse()])).Rows.ShouldAllBe(row => row.Warning == null);
    }

    [Theory]
    [InlineData(false, "2026/1/5,100,,a,900,,|2026/1/6,50,,b,850,,|2026/1/7,20,,c,800,,|2026/1/8,1,,d,799,,", 4, "lines 3 and 4", "-30 yen")]
    [InlineData(true, "2026/1/5,100,,a,900,,|2026/1/6,50,,b,850,,|2026/1/7,20,,c,800,,|2026/1/8,1,,d,799,,", 4, "lines 3 and 4", "-30 yen")]
    [InlineData(false, "2026/1/5,100,,a,900,,|2026/1/5,50,,b,850,,|2026/1/5,20,,c,1830,,", 4, "lines 3 and 4", "+1,000 yen")]
    [InlineData(true, "2026/1/5,100,,a,900,,|2026/1/5,50,,b,1850,,|2026/1/5,20,,c,1830,,", 4, "lines 3 and 4", "+1,000 yen")]
    public async Task A_gap_is_a_warning_with_its_lines_and_size_and_the_row_stays_a_row(bool newestFirst, string text, int line, string lines, string missing)
    {
        IEnumerable<string> rows = text.Split('|');
        var file = await Statement.OfFile(Header, [.. newestFirst ? rows.Reverse() : rows]);

        file.Problems.ShouldBeEmpty();
        var warned = file.Rows.Where(row => row.Warning is not null).ShouldHaveSingleItem();
        warned.Warning!.ShouldContain(lines);
        warned.Warning!.ShouldContain(missing);
        warned.Line.ShouldBe(line);
    }

    [Fact]
    public async Task A_gap_is_told_in_Japanese_when_asked() =>
        (await Statement.Of(Encoding.UTF8.GetBytes($"{Header}\n2026/1/5,1,,a,9,,\n2026/1/6,1,,b,7,,\n"), "ja")).Rows[1].Warning
            .ShouldBe("2行目と3行目の残高が合わず、その間に-1円の明細が抜けています。銀行の明細と比べてください。");

    [Fact]
    public async Task A_broken_line_is_told_of_once_and_not_as_a_gap_too()
    {
        var file = await Statement.OfFile(Header, "2026/1/5,100,,a,900,,", "2026/1/6,x,,b,850,,", "2026/1/7,20,,c,830,,", "2026/1/8,20,,c,810,,", "2026/1/9,20,,d,,,", "2026/1/10,20,,d,1,,");

        file.Problem.Line.ShouldBe(3);
        file.Rows.ShouldAllBe(row => row.Warning == null);
    }

    [Fact]
    public async Task A_line_that_is_missing_from_a_long_file_is_found_in_either_direction()
    {
        foreach (var oldestFirst in new[] { false, true })
        {
            var made = SmbcGenerator.Generate(new() { Rows = 500, OtherForm = oldestFirst, Utf8 = true });
            var lines = Encoding.UTF8.GetString(made.Bytes).Split("\r\n").ToList();
            lines.RemoveAt(200);
            var warning = (await Statement.Of(string.Join("\r\n", lines))).Rows.Where(row => row.Warning is not null).ShouldHaveSingleItem().Warning!;

            warning.ShouldContain("lines 200 and 201");
            warning.ShouldContain($"{made.Rows[199].Amount:+#,0;-#,0} yen");
        }
    }

    [Fact]
    public async Task Lines_that_are_no_movements_are_recognised()
    {
        var file = await Statement.OfFile(Header, "2026/1/5,1,,a,9,,", "2026/1/6,0,,残高照会,9,,", "", ",,,,10,,", "合計,80000,300000,,,,");

        file.Lines.Select(line => line is NonTransactionLine other ? other.Kind : "row").ShouldBe(["header", "row", "zero", "blank", "balance", "footer"]);
    }

    [Theory]
    [InlineData("2026/2/30,1,,a,9,,", "bad-date", "年月日", 1)]
    [InlineData("R8.1.5,1,,a,9,,", "bad-date", "年月日", 1)]
    [InlineData("2026/1/5,1,2,a,9,,", "two-amounts", "お預入れ", 3)]
    [InlineData("2026/1/5,,,a,9,,", "empty-amount", "お引出し", 2)]
    [InlineData("2026/1/5,1,,a,?,,", "bad-amount", "残高", 5)]
    [InlineData(",,,,?,,", "bad-date", "年月日", 1)]
    public async Task A_wrong_value_is_a_problem_of_its_column(string row, string code, string column, int number)
    {
        var problem = (await Statement.OfFile(Header, row)).Problem;

        (problem.Code, problem.ColumnName, problem.Column, problem.Line).ShouldBe((code, column, number, 2));
    }

    [Fact]
    public async Task A_text_that_grows_over_the_limit_is_a_problem()
    {
        var problem = (await Statement.OfFile(Header, $"2026/1/5,1,,{new string('㈱', 200)},9,,")).Problem;

        (problem.Code, problem.ColumnName).ShouldBe(("text-too-long", "お取り扱い内容"));
    }

    [Fact]
    public async Task Missing_required_columns_are_named() =>
        (await Statement.Of("お引出し,お預入れ,お取り扱い内容,残高,メモ,ラベル\n")).Detection.Problem!.Reason.ShouldContain("年月日");
}
