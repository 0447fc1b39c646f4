using System.Text;
using Shouldly;
using SmartMoney.Benchmarks.Generating;
using SmartMoney.Domain;
using SmartMoney.Domain.Importing;
using Xunit;

namespace SmartMoney.Tests.Domain.Importing;

public class FuzzTests
{
    private static readonly byte[][] Samples =
    [
        .. from utf8 in new[] { false, true }
           from quoted in new[] { false, true }
           select MoneyForwardGenerator.Generate(new() { Rows = 40, Utf8 = utf8, QuoteAll = quoted }).Bytes,
        ZaimGenerator.Generate(new() { Rows = 40, QuoteAll = false }).Bytes,
        ZaimGenerator.Generate(new() { Rows = 40, Utf8 = true, OtherForm = true }).Bytes,
        PayPayGenerator.Generate(new() { Rows = 40, QuoteAll = false }).Bytes,
        PayPayGenerator.Generate(new() { Rows = 40, OtherForm = true }).Bytes,
        SmbcGenerator.Generate(new() { Rows = 40, QuoteAll = false }).Bytes,
        SmbcGenerator.Generate(new() { Rows = 40, Utf8 = true, OtherForm = true }).Bytes,
        [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes($"{Statement.Header}\r\n1,2026/01/31,髙,\"-1,234\",財布,,,\"a\r\nb\",0,\r\n")],
    ];

    // What parsers trip over: structure, half characters of both encodings, and signatures of other files.
    private static readonly byte[][] Splinters =
    [
        "\""u8.ToArray(), ","u8.ToArray(), "\r"u8.ToArray(), "\n"u8.ToArray(), "\0"u8.ToArray(), "\"\""u8.ToArray(), [0x81], [0xE3, 0x81], [0xFF, 0xFE], [0xEF, 0xBB, 0xBF],
        "\",\""u8.ToArray(), "\r\n"u8.ToArray(), "9999999999999999999"u8.ToArray(), "-"u8.ToArray(), "%PDF-"u8.ToArray(), new byte[300], "(9,999円), "u8.ToArray(), "1,000,000,000,000,000円)"u8.ToArray(), Encoding.UTF8.GetBytes(new string('あ', 600)),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_mutated_file_never_throws_and_every_physical_line_is_accounted_for(int seed)
    {
        var random = new SplitMix64((ulong)seed);
        for (var i = 0; i < 750; i++)
        {
            var bytes = Mutate(Samples[random.Next(Samples.Length)], random);
            var file = await Statement.Of(bytes);

            if (file.Detection.Format is null)
                file.Detection.Problem.ShouldNotBeNull();
            else if (!bytes.AsSpan().StartsWith(Encoding.Unicode.Preamble) && !bytes.AsSpan().StartsWith(Encoding.BigEndianUnicode.Preamble))
                ShouldAccountForEveryLine(file, bytes);
        }
    }

    private static byte[] Mutate(byte[] sample, SplitMix64 random)
    {
        List<byte> bytes = [.. sample];
        for (var changes = random.Next(1, 6); changes > 0 && bytes.Count > 0; changes--)
        {
            // Half of the changes leave the header alone, so that most files reach the rows.
            var at = random.Next(2) == 0 ? random.Next(bytes.Count) : Math.Min(random.Next(200, bytes.Count + 200), bytes.Count - 1);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.InsertRange(at, Splinters[random.Next(Splinters.Length)]); break;
                case 2: bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 300), bytes.Count - at))); break;
                case 4: bytes.RemoveRange(at, bytes.Count - at); break;
                default: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            }
        }
        return [.. bytes];
    }

    private static void ShouldAccountForEveryLine(Statement file, byte[] bytes)
    {
        // Counted apart from the reader: each CRLF, LF or CR ends a line, and what follows the last one is a line too.
        var text = Encoding.Latin1.GetString(bytes);
        var total = LineEnds(text) + (text[^1] is '\r' or '\n' ? 0 : 1);
        var next = 1;
        foreach (var line in file.Lines)
        {
            line.Line.ShouldBe(next, $"{line}");
            var raw = line switch { StatementRow row => row.Raw, LineProblem problem => problem.Raw, NonTransactionLine other => other.Raw, _ => "" };
            next += 1 + LineEnds(raw);
            if (line is LineProblem { Reason: var reason })
                reason.ShouldNotBeNullOrWhiteSpace();
            if (line is StatementRow ok)
                ShouldBeWithinTheLimits(ok);
        }
        (next - 1).ShouldBe(total);
    }

    private static void ShouldBeWithinTheLimits(StatementRow row)
    {
        row.Amount.ShouldNotBe(0);
        row.Account.Length.ShouldBeInRange(1, StatementLimits.Name);
        row.Payee.Length.ShouldBeLessThanOrEqualTo(StatementLimits.Text);
        (row.BankId ?? "").Length.ShouldBeLessThanOrEqualTo(StatementLimits.Name);
        (row.Notes ?? "").Length.ShouldBeLessThanOrEqualTo(StatementLimits.Notes);
        row.Legs.Count.ShouldBeLessThanOrEqualTo(StatementLimits.Legs);
        row.Legs.ShouldAllBe(leg => leg.Amount != 0 && leg.Account.Length > 0 && leg.Payee.Length <= StatementLimits.Text);
    }

    private static int LineEnds(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Count(c => c is '\r' or '\n');
}
