using System.Diagnostics;
using System.Text;
using Shouldly;
using SmartMoney.Domain.Importing;
using Xunit;

namespace SmartMoney.Tests.Domain.Importing;

public class BadFileTests
{
    public static TheoryData<string, byte[]> Refused => new()
    {
        { "empty-file", [] },
        { "blank-file", Encoding.UTF8.GetBytes(" \r\n\t\n,,\n") },
        { "blank-file", [.. Encoding.UTF8.Preamble] },
        { "pdf-file", Encoding.ASCII.GetBytes("%PDF-1.7\n%âãÏÓ\n1 0 obj") },
        { "excel-file", [.. "PK\u0003\u0004"u8, .. new byte[26], .. "xl/workbook.xml"u8] },
        { "excel-file", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0] },
        { "zip-file", [.. "PK\u0003\u0004"u8, .. new byte[26], .. "export.csv"u8] },
        { "zip-file", [0x1F, 0x8B, 8, 0] },
        { "image-file", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] },
        { "web-page", Encoding.UTF8.GetBytes("\r\n<!DOCTYPE html><html>") },
        { "binary-file", [0, 1, 2, 3, 0, 0, 0] },
        { "binary-file", Encoding.Unicode.GetBytes("計算対象,日付\r\nabc,def") },
        { "unknown-header", Encoding.UTF8.GetBytes("Date,Payee,Amount\n2026-01-01,a,1\n") },
        { "unknown-header", Encoding.UTF8.GetBytes(new string('x', 200_000)) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_file_that_is_no_statement_is_refused_with_what_it_is_and_what_to_do(string code, byte[] bytes)
    {
        var file = await Statement.Of(bytes);

        file.Detection.Format.ShouldBeNull();
        file.Detection.Problem!.Code.ShouldBe(code);
        file.Detection.Problem.Reason.Length.ShouldBeInRange(20, 500);
    }

    [Fact]
    public async Task An_unknown_header_is_shown_beside_the_formats_known()
    {
        var problem = (await Statement.Of("Date,Payee,Amount\n2026-01-01,a,1\n")).Detection.Problem!;

        problem.Reason.ShouldContain("“Date,Payee,Amount”");
        problem.Reason.ShouldContain("MoneyForward");
    }

    [Fact]
    public void A_file_over_the_limit_is_told_the_limit() => FileProblem.TooLarge().Reason.ShouldContain("50 MB");

    [Theory]
    [InlineData("1,2026/01/31,a,1,b,,,,0", "too-few-columns", 2, null)]
    [InlineData("1,2026/01", "too-few-columns", 2, null)]
    [InlineData("1,2026/01/31,a,-1,234,b,,,,0,", "too-many-columns", 2, null)]
    [InlineData("1,2026/01/31,a\0,1,b,,,,0,", "nul-byte", 2, 3)]
    [InlineData("1,2026/01/31,\"a\"b,1,b,,,,0,", "text-after-quote", 2, 3)]
    [InlineData("1,2026/01/31,\"a,1,b,,,,0,", "unterminated-quote", 2, 3)]
    public async Task A_damaged_line_is_a_problem_with_its_place(string row, string code, int line, int? column)
    {
        var problem = (await Statement.Of($"{Statement.Header}\n{row}")).Problem;

        (problem.Code, problem.Line, problem.Column).ShouldBe((code, line, column));
        problem.Raw.ShouldBe(row.Replace('\0', '␀'));
    }

    [Fact]
    public async Task A_stray_quote_costs_its_own_line_and_not_the_rest_of_the_file()
    {
        var rows = Enumerable.Range(0, 3000).Select(i => i == 5 ? "1,2026/01/31,\"a,1,b,,,,0," : $"1,2026/01/31,a{i},1,b,,,,0,").ToArray();
        var file = await Statement.OfRows(rows);

        file.Problem.Line.ShouldBe(7);
        file.Rows.Count.ShouldBe(2999);
        file.Rows.Select(r => r.Line).ShouldBe(Enumerable.Range(2, 3000).Where(line => line != 7));
    }

    [Fact]
    public async Task A_line_over_1_MB_is_a_problem_and_the_next_line_is_read()
    {
        var file = await Statement.OfRows("1,2026/01/31," + new string('a', 3_000_000), "1,2026/01/31,b,1,b,,,,0,", "1,2026/01/31,\"" + new string('a', 2_000_000), "1,2026/01/31,b,1,b,,,,0,");

        file.Problems.Select(p => (p.Line, p.Code)).ShouldBe([(2, "line-too-long"), (4, "line-too-long")]);
        file.Problems.ShouldAllBe(p => p.Raw.Length == StatementLimits.Raw);
        file.Rows.Select(r => r.Line).ShouldBe([3, 5]);
    }

    [Fact]
    public async Task A_header_damaged_on_the_way_leaves_no_row_to_guess()
    {
        var good = await Statement.OfRows("1,2026/01/31,a,1,b,,,,0,");
        var lines = new List<StatementLine>();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("1,2026/01/31,a,1,b,,,,0,\n"));
        await foreach (var line in good.Detection.Format!.ReadAsync(stream, good.Head, CancellationToken.None))
            lines.Add(line);

        lines.ShouldHaveSingleItem().ShouldBeOfType<LineProblem>().Code.ShouldBe("no-header");
    }

    [Fact]
    public async Task A_hundred_thousand_broken_lines_are_told_one_by_one_within_seconds()
    {
        var watch = Stopwatch.StartNew();
        var file = await Statement.OfRows([.. Enumerable.Repeat("x\",\"z", 100_000)]);

        file.Problems.Count.ShouldBe(100_000);
        file.Problems[^1].Line.ShouldBe(100_001);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task More_than_a_million_lines_end_with_a_problem_that_says_so()
    {
        var text = new StringBuilder(Statement.Header).Append('\n');
        for (var i = 0; i < StatementLimits.Lines + 10; i++)
            text.Append('\n');
        var file = await Statement.Of(text.ToString());

        file.Lines.Count.ShouldBe(StatementLimits.Lines + 1);
        file.Problem.Code.ShouldBe("too-many-lines");
        file.Lines[^1].ShouldBe(file.Problem);
    }
}
