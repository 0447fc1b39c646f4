using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Npgsql;
using Shouldly;
using SmartMoney.Domain.Importing;
using SmartMoney.Domain.Importing.Matching;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Api.Imports.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;
using static SmartMoney.Tests.Api.Imports.Drivers.Export;

namespace SmartMoney.Tests.Api.Imports;

/// <summary>The database's matching is held to the reference, line by line, over generated histories of files, deletions and entries by hand.</summary>
[Trait("needs", "postgres")]
public abstract class MatchingAgreementTests(Installation api)
{
    // Few days, amounts, texts and ids, so that equal and similar rows are the rule and not the exception.
    private static readonly Gen<ExportRow> Rows =
        from account in Gen.Elements("楽天銀行", "財布")
        from day in Gen.Choose(1, 9)
        from amount in Gen.Elements(-480L, -1000L)
        from payee in Gen.Elements("コーヒー", "パン")
        from id in Gen.Choose(0, 9)
        select new ExportRow(Day(day), payee, amount) { Account = account, Id = id > 3 ? $"id{id}" : "" };

    private static readonly Gen<Step> Steps =
        from rows in Rows.ArrayOf()
        from deleted in Gen.Choose(0, 12).ArrayOf(2)
        from byHand in Gen.Choose(1, 9)
        from restore in Gen.Frequency((1, Gen.Constant(true)), (3, Gen.Constant(false)))
        select new Step([.. rows.Take(14)], deleted, byHand, restore);

    [RequiresTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_line_is_decided_as_the_reference_decides_it(int seed)
    {
        foreach (var history in Gen.Sample(Steps.ArrayOf(4), 12, new Rnd((ulong)seed, 12345UL), 6))
        {
            var book = await ImportingBook.NewAsync(api);
            foreach (var step in history)
                await RunAsync(book, step);
        }
    }

    private async Task RunAsync(ImportingBook book, Step step)
    {
        var file = step.Rows.Select((row, at) => new FileRow(
            at + 2, row.Account, row.Id.Length > 0 ? row.Id : null, ImportKey.Of(row.Date, row.Amount, row.Payee, ""), row.Amount, row.Date,
            MatchText.Of(row.Payee, ""))).ToList();
        var ledger = await LedgerAsync(book);
        var expected = DuplicateRules.Match(file, ledger);

        var preview = (await book.UploadAsync(Of(step.Rows))).ShouldBe(201);
        (await DecisionsAsync(book, preview.Id)).ShouldBe(expected.Select(Decision), preview.Text);

        // A commit decides again, and inserts suspects.
        expected = DuplicateRules.Match(file, ledger, step.Restore);
        var commit = (await book.CommitAsync(preview.Id, new { restoreDeleted = step.Restore })).ShouldBe(200);
        ((int)commit["created"]!).ShouldBe(expected.Count(match => match.Outcome is MatchOutcome.New or MatchOutcome.Suspect), commit.Text);
        ((int)commit["updated"]!).ShouldBe(expected.Count(match => match.Outcome == MatchOutcome.Updated), commit.Text);
        foreach (var row in (await book.RowsAsync(preview.Id)).Where(row => (string?)row["outcome"] is "duplicate" or "updated"))
            ((Guid?)row["transactionId"]).ShouldBe(expected.Single(match => match.Line == (int)row["line"]!).LedgerId);

        // Whatever happened, the same file again adds nothing.
        (await book.PreviewAsync(Of(step.Rows), duplicates: step.Rows.Length)).ShouldBe(201);
        await DisturbAsync(book, step);
        await book.TransactionsAsync();
    }

    private static async Task DisturbAsync(ImportingBook book, Step step)
    {
        foreach (var at in step.Deleted)
            await book.ExecuteAsync($"DELETE FROM transactions WHERE book_id = current_book() AND id = (SELECT id FROM transactions WHERE book_id = current_book() ORDER BY import_key, id OFFSET {at} LIMIT 1)");
        await book.ExecuteAsync($"""
            INSERT INTO transactions (book_id, id, account_id, date, amount, currency, payee, description, tags, notes, status, excluded, created_at)
            SELECT book_id, gen_random_uuid(), id, date '2026-01-0{step.ByHand}', -480, 'JPY', 'by hand', '', '{"{}"}', '', 1, false, now()
            FROM accounts WHERE book_id = current_book() ORDER BY name LIMIT 1
            """);
    }

    private async Task<List<LedgerRow>> LedgerAsync(ImportingBook book)
    {
        await using var connection = await api.Database.Superuser.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("""
            SELECT t.id, a.name, t.bank_id, t.import_key, t.amount, t.date, false, t.payee
            FROM transactions t JOIN accounts a ON a.book_id = t.book_id AND a.id = t.account_id WHERE t.book_id = $1
            UNION ALL
            SELECT d.transaction_id, a.name, d.bank_id, d.import_key, d.amount, date '2000-01-01', true, ''
            FROM import_tombstones d JOIN accounts a ON a.book_id = d.book_id AND a.id = d.account_id WHERE d.book_id = $1
            """, connection) { Parameters = { new() { Value = book.Id } } };
        await using var reader = await command.ExecuteReaderAsync();
        List<LedgerRow> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(new(reader.GetGuid(0), reader.GetString(1), reader[2] as string, reader[3] as Guid?, reader.GetInt64(4),
                DateOnly.FromDateTime(reader.GetDateTime(5)), reader.GetBoolean(6)) { Text = MatchText.Of(reader.GetString(7), "") });
        }

        return rows;
    }

    private static async Task<IEnumerable<string>> DecisionsAsync(ImportingBook book, Guid import) =>
        (await book.RowsAsync(import)).Where(row => (string?)row["outcome"] != "other").Select(row => string.Create(CultureInfo.InvariantCulture,
            $"{(int)row["line"]!} {(string?)row["outcome"]} {(Guid?)row["transactionId"]} {(Guid?)row["similarTransactionId"]}"));

    private static string Decision(RowMatch match) => string.Create(CultureInfo.InvariantCulture,
        $"{match.Line} {match.Outcome.ToString().ToLowerInvariant()} {match.LedgerId} {match.SimilarId}");

    /// <summary>A file, and what people do after it: deletions by position, an entry by hand on a day of January.</summary>
    public sealed record Step(ExportRow[] Rows, int[] Deleted, int ByHand, bool Restore);
}

public sealed class MatchingAgreementTestsOn15(InstallationOn15 api) : MatchingAgreementTests(api), IClassFixture<InstallationOn15>;

public sealed class MatchingAgreementTestsOn18(InstallationOn18 api) : MatchingAgreementTests(api), IClassFixture<InstallationOn18>;
