using System.Text;
using Shouldly;
using SmartMoney.Domain.Importing;
using Xunit;

namespace SmartMoney.Tests.Domain.Importing;

/// <summary>Measures the heap, so nothing may run beside it.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public class MemoryTests
{
    [Theory]
    [InlineData(Statement.Header, "aaaaaaaaaaaaaaaa")]
    [InlineData(Statement.Header, "\"aaaaaaaaaaaaaaa")]
    [InlineData(Statement.Header, "1,2026/01/31,\"a\n")]
    [InlineData(Statement.Header, "x\",\"z\n")]
    [InlineData(ZaimTests.Header, "2026-01-05,transfer,-,-,財布,銀行,,,,JPY,0,0,100,0,100,常に集計に含める\n")]
    [InlineData(PayPayTests.Header, "2026/01/05 10:00:00,500,-,-,-,-,-,支払い,店,\"PayPayポイント (73円), クレジット VISA 4575 (427円)\",-,-,1\n")]
    [InlineData(SmbcTests.Header, "2026/1/5,500,,ﾃﾞﾝｷ,7,,\n")]
    public async Task A_hundred_megabytes_of_anything_are_read_in_a_few(string header, string pattern)
    {
        var head = await StatementHead.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(header + "\n")));
        var format = StatementFormats.Detect(head).Format!;
        await using var stream = new Endless(Encoding.UTF8.GetBytes($"{header}\n"), Encoding.UTF8.GetBytes(pattern), 100_000_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        var lines = 0;
        await foreach (var line in format.ReadAsync(stream, head, CancellationToken.None))
        {
            if (lines++ % 100_000 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            if (lines > 300_000)
                break;
        }
        lines.ShouldBeGreaterThan(1);
        most.ShouldBeLessThan(16_000_000);
    }

    /// <summary>A start, then a pattern over and over until the length is reached.</summary>
    private sealed class Endless(byte[] start, byte[] pattern, long length) : Stream
    {
        private long _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => _at; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, length - _at);
            for (var i = 0; i < count; i++, _at++)
                buffer[i] = _at < start.Length ? start[_at] : pattern[(_at - start.Length) % pattern.Length];
            return count;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
