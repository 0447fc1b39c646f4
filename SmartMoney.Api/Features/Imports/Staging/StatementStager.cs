using Npgsql;
using NpgsqlTypes;
using SmartMoney.Api.Features.Imports.Files;
using SmartMoney.Api.Infrastructure.Sessions;
using SmartMoney.Domain.Importing;

namespace SmartMoney.Api.Features.Imports.Staging;

/// <summary>
/// Parses the received upload and copies its lines into <c>staged_lines</c>. Parser and COPY share one connection, so
/// they take turns: a batch is parsed, then copied. Memory is bounded by the batch.
/// </summary>
internal sealed class StatementStager(BookSession session)
{
    /// <summary>Most different accounts, and most different categories, that one file may name.</summary>
    public const int Names = 500;

    private const int BatchLines = 5_000;
    private const int BatchCharacters = 1_000_000;

    private readonly List<StatementLine> batch = new(BatchLines);
    private readonly HashSet<string> accounts = new(StringComparer.Ordinal);
    private readonly HashSet<(string?, string?)> categories = [];
    private int characters;

    /// <summary>Stages the whole file.</summary>
    /// <returns>Why the file is refused as a whole; null when it is staged.</returns>
    public async Task<string?> StageAsync(IStatementFormat format, StatementHead head, CancellationToken cancel)
    {
        await session.RunAsync(StagingSql.Create, [], cancel);
        await using var file = ChunkStream.OfUpload(session);
        await foreach (var line in format.ReadAsync(file, head, cancel))
        {
            if (line is LineProblem { Code: "too-many-lines" } end)
                return end.Reason;
            if (line is StatementRow row && TooManyNames(row))
            {
                return $"The file names more than {Names} accounts or more than {Names} categories. "
                    + "Check that the columns are in the right order, or import it in shorter periods.";
            }

            batch.Add(line);
            characters += Length(line);
            if (batch.Count == BatchLines || characters > BatchCharacters)
                await CopyAsync(cancel);
        }

        await CopyAsync(cancel);
        await session.RunAsync(StagingSql.Analyze, [], cancel);
        return null;
    }

    private bool TooManyNames(StatementRow row)
    {
        accounts.Add(row.Account);
        accounts.UnionWith(row.Legs.Select(leg => leg.Account));
        categories.Add((row.Category, row.Subcategory));
        return accounts.Count > Names || categories.Count > Names;
    }

    private async Task CopyAsync(CancellationToken cancel)
    {
        await CopyLinesAsync(cancel);
        if (batch.Exists(line => line is StatementRow { Legs.Count: > 0 }))
            await CopyLegsAsync(cancel);
        batch.Clear();
        characters = 0;
    }

    private async Task CopyLinesAsync(CancellationToken cancel)
    {
        await using var writer = await session.Connection.BeginBinaryImportAsync(StagingSql.Copy, cancel);
        foreach (var line in batch)
        {
            await writer.StartRowAsync(cancel);
            await writer.WriteAsync(line.Line, NpgsqlDbType.Integer, cancel);
            await (line switch
            {
                StatementRow row => WriteAsync(writer, row, cancel),
                LineProblem problem => WriteAsync(writer, RowOutcome.Error, problem.Reason, problem.Column, problem.Raw, cancel),
                NonTransactionLine other => WriteAsync(writer, RowOutcome.Other, other.Kind, null, other.Raw, cancel),
                _ => throw new InvalidOperationException($"A line of a kind that is not staged: {line.GetType().Name}."),
            });
        }

        await writer.CompleteAsync(cancel);
    }

    private async Task CopyLegsAsync(CancellationToken cancel)
    {
        await using var writer = await session.Connection.BeginBinaryImportAsync(StagingSql.CopyLegs, cancel);
        foreach (var row in batch.OfType<StatementRow>())
        {
            foreach (var (at, leg) in row.Legs.Index())
            {
                await writer.StartRowAsync(cancel);
                await writer.WriteAsync(row.Line, NpgsqlDbType.Integer, cancel);
                await writer.WriteAsync((short)(at + 1), NpgsqlDbType.Smallint, cancel);
                await writer.WriteAsync(leg.Account, NpgsqlDbType.Text, cancel);
                await writer.WriteAsync(leg.Amount, NpgsqlDbType.Bigint, cancel);
                await writer.WriteAsync(leg.Currency, NpgsqlDbType.Char, cancel);
                await writer.WriteAsync(leg.Payee, NpgsqlDbType.Text, cancel);
                await writer.WriteAsync(leg.Paired, NpgsqlDbType.Boolean, cancel);
            }
        }

        await writer.CompleteAsync(cancel);
    }

    // The raw text of a row that was read stays in the file: all of it is in the other columns.
    private static async Task WriteAsync(NpgsqlBinaryImporter writer, StatementRow row, CancellationToken cancel)
    {
        await writer.WriteAsync((short)RowOutcome.New, NpgsqlDbType.Smallint, cancel);
        await writer.WriteAsync(row.Account, NpgsqlDbType.Text, cancel);
        await writer.WriteAsync(row.Date, NpgsqlDbType.Date, cancel);
        await writer.WriteAsync(row.Amount, NpgsqlDbType.Bigint, cancel);
        await writer.WriteAsync(row.Currency, NpgsqlDbType.Char, cancel);
        await writer.WriteAsync(row.Payee, NpgsqlDbType.Text, cancel);
        await writer.WriteAsync(row.Description, NpgsqlDbType.Text, cancel);
        await writer.WriteAsync(row.Notes ?? "", NpgsqlDbType.Text, cancel);
        await WriteTextAsync(writer, row.Category, cancel);
        await WriteTextAsync(writer, row.Subcategory, cancel);
        await WriteTextAsync(writer, row.BankId, cancel);
        await writer.WriteAsync(ImportKey.Of(row), NpgsqlDbType.Uuid, cancel);
        await writer.WriteAsync(row.Excluded, NpgsqlDbType.Boolean, cancel);
        await writer.WriteAsync(row.IsTransfer, NpgsqlDbType.Boolean, cancel);
        await WriteTextAsync(writer, row.Warning, cancel);
        await writer.WriteNullAsync(cancel);
        await writer.WriteNullAsync(cancel);
        if (row.Tags.Count > 0)
            await writer.WriteAsync(row.Tags.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text, cancel);
        else
            await writer.WriteNullAsync(cancel);
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter writer, RowOutcome outcome, string reason, int? column, string raw, CancellationToken cancel)
    {
        await writer.WriteAsync((short)outcome, NpgsqlDbType.Smallint, cancel);
        for (var empty = 0; empty < 13; empty++)
            await writer.WriteNullAsync(cancel);
        await writer.WriteAsync(reason, NpgsqlDbType.Text, cancel);
        if (column is { } number)
            await writer.WriteAsync(number, NpgsqlDbType.Integer, cancel);
        else
            await writer.WriteNullAsync(cancel);
        await writer.WriteAsync(raw, NpgsqlDbType.Text, cancel);
        await writer.WriteNullAsync(cancel);
    }

    private static Task WriteTextAsync(NpgsqlBinaryImporter writer, string? text, CancellationToken cancel) =>
        text is null ? writer.WriteNullAsync(cancel) : writer.WriteAsync(text, NpgsqlDbType.Text, cancel);

    private static int Length(StatementLine line) => line switch
    {
        StatementRow row => row.Payee.Length + (row.Notes?.Length ?? 0) + row.Raw.Length,
        LineProblem problem => problem.Raw.Length + problem.Reason.Length,
        NonTransactionLine other => other.Raw.Length,
        _ => 0,
    };
}
