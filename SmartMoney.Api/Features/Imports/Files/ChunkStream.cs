using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Imports.Files;

/// <summary>
/// A file's bytes in the order of its chunks, one chunk in memory at a time. Each chunk is a query of its own, so the
/// connection is free for other commands between two reads.
/// </summary>
internal sealed class ChunkStream : Stream
{
    private readonly BookSession session;
    private readonly string sql;
    private readonly object?[] file;
    private ReadOnlyMemory<byte> rest;
    private int next;
    private bool ended;

    private ChunkStream(BookSession session, string sql, params object?[] file) => (this.session, this.sql, this.file) = (session, sql, file);

    /// <summary>The chunks of a file that is kept.</summary>
    public static ChunkStream OfFile(BookSession session, Guid fileId) => new(session, FileSql.Chunk, session.BookId, fileId);

    /// <summary>The chunks of the upload that this transaction has received.</summary>
    public static ChunkStream OfUpload(BookSession session) => new(session, FileSql.UploadedChunk);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (rest.IsEmpty && !ended)
            await FetchAsync(cancellationToken);
        var length = Math.Min(rest.Length, buffer.Length);
        rest[..length].CopyTo(buffer);
        rest = rest[length..];
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Chunks are read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async Task FetchAsync(CancellationToken cancel)
    {
        await using var command = session.Sql(sql, [.. file, next++]);
        rest = await command.ExecuteScalarAsync(cancel) as byte[];
        ended = rest.IsEmpty;
    }
}
