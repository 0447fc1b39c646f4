using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using SmartMoney.Domain.Exporting;
using Xunit;

namespace SmartMoney.Tests.Domain.Exporting;

public sealed class CsvCellTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("'quoted'", "''quoted'")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData(" a", "\" a\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("コーヒー", "コーヒー")]
    [InlineData("", "")]
    public void A_text_is_written_so_that_no_spreadsheet_runs_it(string text, string cell) => CsvCell.Of(text).ShouldBe(cell);

    [Fact]
    public void What_was_written_is_read_as_it_was() => Prop.ForAll<string?>(text =>
    {
        var cell = CsvCell.Of(text ?? "");
        var unquoted = cell.StartsWith('"') ? cell[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : cell;
        CsvCell.Read(unquoted).ShouldBe(text ?? "");
    }).QuickCheckThrowOnFailure();
}
