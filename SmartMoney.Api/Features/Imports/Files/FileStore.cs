using System.Security.Cryptography;
using SmartMoney.Api.Infrastructure.Sessions;
using SmartMoney.Domain.Importing;

namespace SmartMoney.Api.Features.Imports.Files;

/// <summary>What arrived of an upload.</summary>
/// <param name="Size">Bytes; more than <see cref="StatementLimits.FileBytes"/> means that the rest was not read.</param>
/// <param name="Sha256">Hash of the content.</param>
internal sealed record Received(long Size, byte[] Sha256);

/// <summary>Brings files into the database in chunks of 256 KB, never whole into memory; the same content is kept once a book.</summary>
internal static class FileStore
{
    private const int ChunkBytes = 256 * 1024;

    /// <summary>Reads a body to its end, or until it is over the limit, into this transaction's temporary table.</summary>
    public static async Task<Received> ReceiveAsync(BookSession session, Stream body, CancellationToken cancel)
    {
        await session.RunAsync(FileSql.CreateUpload, [], cancel);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var chunk = new byte[ChunkBytes];
        long size = 0;
        for (var sequence = 0; size <= StatementLimits.FileBytes; sequence++)
        {
            var length = await body.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, cancel);
            if (length == 0)
                break;
            size += length;
            hash.AppendData(chunk, 0, length);
            await session.RunAsync(FileSql.AddUploaded, [sequence, new ReadOnlyMemory<byte>(chunk, 0, length)], cancel);
        }

        return new(size, hash.GetHashAndReset());
    }

    /// <summary>Keeps the received upload, or finds that the book has the same content already. To be called under the book's lock.</summary>
    /// <returns>The file's id.</returns>
    public static async Task<Guid> KeepAsync(BookSession session, Received upload, CancellationToken cancel)
    {
        await using (var find = session.Sql(FileSql.Find, session.BookId, upload.Sha256))
        {
            if (await find.ExecuteScalarAsync(cancel) is Guid known)
                return known;
        }

        var id = Guid.CreateVersion7();
        await session.RunAsync(FileSql.Add, [session.BookId, id, upload.Sha256, upload.Size, session.Clock.GetUtcNow()], cancel);
        await session.RunAsync(FileSql.KeepUploaded, [session.BookId, id], cancel);
        return id;
    }
}
