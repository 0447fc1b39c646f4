using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace SmartMoney.Tests.Domain.Importing;

public class CsvTests
{
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Every_line_end_is_one_and_line_numbers_hold_after_breaks_in_quotes(string end)
    {
        var text = new StringBuilder(Statement.Header).Append(end);
        for (var i = 0; i < 2_000; i++)
            text.Append($"1,2026/01/31,\"a, \"\"{i}\"\"\",-1,b,,,\"x{end}y{end}z\",0,{end}");
        var file = await Statement.Of(text.ToString());

        file.Rows.Select(row => row.Line).ShouldBe(Enumerable.Range(0, 2_000).Select(i => 2 + (3 * i)));
        file.Rows[^1].Payee.ShouldBe("a, \"1999\"");
        file.Rows[^1].Notes.ShouldBe("x\ny\nz");
    }

    [Fact]
    public async Task What_lies_across_the_edge_of_a_buffer_is_read_whole()
    {
        const int edge = 64 * 1024;
        const string tail = "\",1,b,,,\"\"\"q\"\"\",0,あ\r\n";
        static string Filler(int bytes) => "1,2026/01/31,,1,b,,," + new string('n', bytes - 25) + ",0,\r\n";
        var room = edge - 100 - Encoding.UTF8.GetByteCount(Statement.Header + "\r\n");
        var fillers = string.Concat(Enumerable.Repeat(Filler(1_000), (room / 1_000) - 1)) + Filler(1_000 + (room % 1_000));

        // Every byte of the tail (quotes, a character of three bytes, the line end) comes to be the first beyond the edge.
        for (var shift = -Encoding.UTF8.GetByteCount(tail); shift <= 1; shift++)
        {
            var row = "1,2026/01/31,\"" + new string('a', 100 - 14 + shift) + tail;
            var file = await Statement.Of($"{Statement.Header}\r\n{fillers}{row}{Filler(100)}");

            file.Problems.ShouldBeEmpty();
            file.Rows.Count.ShouldBe((room / 1_000) + 2);
            file.Rows[^2].Payee.Length.ShouldBe(86 + shift);
            file.Rows[^2].Notes.ShouldBe("\"q\"");
            file.Rows[^2].BankId.ShouldBe("あ");
            file.Rows[^1].Line.ShouldBe((room / 1_000) + 3);
        }
    }

    [Fact]
    public void Any_text_survives_quoting() => Prop.ForAll<NonNull<string>, bool>((any, newline) =>
    {
        var text = string.Concat(any.Get.EnumerateRunes().Where(rune => rune.Value is > 0x1F and not 0x7F and < 0xFFFE).Select(rune => rune.ToString())) + (newline ? ",\"\n\"x" : "");
        var file = Statement.OfRows($"1,2026/01/31,,1,b,,,\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\",0,").GetAwaiter().GetResult();
        return (file.Row.Notes ?? "") == text.Trim().ReplaceLineEndings("\n");
    }).QuickCheckThrowOnFailure();
}
