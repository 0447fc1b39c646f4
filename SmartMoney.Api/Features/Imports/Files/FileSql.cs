namespace SmartMoney.Api.Features.Imports.Files;

/// <summary>The SQL of files in chunks. COPY is refused on tables with row-level security, and an upload may yet be refused: so it arrives in a temporary table.</summary>
internal static class FileSql
{
    /// <summary>Room for one upload, gone with the transaction. Chunks are stored as they are: compressing them twice would cost more than it saves.</summary>
    public const string CreateUpload = """
        CREATE TEMP TABLE IF NOT EXISTS uploaded_chunks (sequence int NOT NULL, data bytea NOT NULL) ON COMMIT DROP;
        ALTER TABLE uploaded_chunks ALTER COLUMN data SET STORAGE EXTERNAL;
        """;

    /// <summary>$1 sequence from 0, $2 bytes.</summary>
    public const string AddUploaded = "INSERT INTO uploaded_chunks (sequence, data) VALUES ($1, $2)";

    /// <summary>$1 sequence.</summary>
    public const string UploadedChunk = "SELECT data FROM uploaded_chunks WHERE sequence = $1";

    /// <summary>$1 book, $2 file, $3 sequence.</summary>
    public const string Chunk = "SELECT data FROM file_chunks WHERE book_id = $1 AND file_id = $2 AND sequence = $3";

    /// <summary>$1 book, $2 SHA-256.</summary>
    public const string Find = "SELECT id FROM files WHERE book_id = $1 AND sha256 = $2";

    /// <summary>$1 book, $2 file, $3 SHA-256, $4 bytes, $5 now.</summary>
    public const string Add = "INSERT INTO files (book_id, id, sha256, size, created_at) VALUES ($1, $2, $3, $4, $5)";

    /// <summary>$1 book, $2 file.</summary>
    public const string KeepUploaded = "INSERT INTO file_chunks (book_id, file_id, sequence, data) SELECT $1, $2, sequence, data FROM uploaded_chunks";

    /// <summary>$1 book, $2 file: removes it unless an import still came from it.</summary>
    public const string DropUnused = """
        DELETE FROM files f WHERE book_id = $1 AND id = $2
        AND NOT EXISTS (SELECT FROM imports i WHERE i.book_id = f.book_id AND i.file_id = f.id)
        """;
}
