using System.Globalization;
using System.Text;
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

/// <summary>The database's matching is held to the reference, line by line, over generated histories of files of two formats, deletions and entries by hand.</summary>
[Trait("needs", "postgres")]
public abstract class MatchingAgreementTests(Installation api)
{
    private static readonly string[] Accounts = ["楽天銀行", "財布"];

    // Few days, amounts, texts and ids, so that equal and similar rows are the rule and not the exception.
    private static readonly Gen<ExportRow> Rows =
        from account in Gen.Elements(Accounts)
        from day in Gen.Choose(1, 9)
        from amount in Gen.Elements(-480L, -480L, -1000L, 480L)
        from payee in Gen.Elements("コーヒー", "パン", "コーヒー豆")
        from id in Gen.Choose(0, 9)
        from kind in Gen.Choose(0, 4)
        select new ExportRow(Day(day), payee, amount) { Account = account, Id = id > 3 ? $"id{id}" : "", Transfer = kind == 1, Large = kind switch { 2 => "食費", 3 => "現金・カード", _ => "" } };

    private static readonly Gen<Step> Steps =
        from rows in Rows.ArrayOf()
        from zaim in Gen.Elements(true, false)
        from deleted in Gen.Choose(0, 12).ArrayOf(2)
        from byHand in Gen.Choose(1, 9)
        from restore in Gen.Frequency((1, Gen.Constant(true)), (3, Gen.Constant(false)))
        from same in Gen.Elements(true, false)
        select new Step(zaim ? "zaim" : "moneyforward", [.. rows.Take(14).Select(row => zaim ? row with { Id = "" } : row)], deleted, byHand, restore, same);

    [RequiresTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Every_line_is_decided_as_the_reference_decides_it(int seed)
    {
        foreach (var history in Gen.Sample(Steps.ArrayOf(5), 12, new Rnd((ulong)seed, 12345UL), 6))
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
            row.Transfer ? true : row.Large == "食費" ? false : null)
        {
            Text = row.Payee,
            Legs = step.Format == "zaim" && row.Transfer ? [(Other(row.Account), -row.Amount, row.Payee)] : [],
        }).ToList();
        var bytes = step.Format == "zaim" ? Zaim(step.Rows) : Of(step.Rows);
        var ledger = await LedgerAsync(book, step.Format);
        var expected = DuplicateRules.Match(file, ledger, keptByHand: step.Format == "zaim");

        var preview = (await book.UploadAsync(bytes)).ShouldBe(201);
        (await DecisionsAsync(book, preview.Id)).ShouldBe(expected.Select(Decision), preview.Text);
        (await LegsAsync(book, preview.Id)).ShouldBe(expected.SelectMany(match => match.SimilarLegs.Select(leg => $"{match.Line} {leg.Key} {leg.Value}")), preview.Text);

        // A commit decides again, and inserts suspects unless they are said to be the same.
        expected = DuplicateRules.Match(file, ledger, step.Restore, step.Format == "zaim");
        var commit = (await book.CommitAsync(preview.Id, new { restoreDeleted = step.Restore, allSame = step.Same })).ShouldBe(200);
        if (!step.Same)
            ((int)commit["created"]!).ShouldBe(expected.Count(match => match.Outcome is MatchOutcome.New or MatchOutcome.Suspect), commit.Text);
        ((int)commit["updated"]!).ShouldBe(expected.Count(match => match.Outcome == MatchOutcome.Updated), commit.Text);
        if (!step.Same)
        {
            foreach (var row in (await book.RowsAsync(preview.Id)).Where(row => (string?)row["outcome"] is "duplicate" or "updated"))
                ((Guid?)row["transactionId"]).ShouldBe(expected.Single(match => match.Line == (int)row["line"]!).LedgerId);
        }

        // Whatever happened, the same file again adds nothing.
        var transactions = await book.TransactionsAsync();
        var again = (await book.UploadAsync(bytes)).ShouldBe(201);
        (await book.CommitAsync(again.Id, new { allSame = true })).ShouldBe(200);
        (await book.TransactionsAsync()).ShouldBe(transactions);
        await DisturbAsync(book, step);
        await book.TransactionsAsync();
    }

    private static string Other(string account) => Accounts.Single(other => other != account);

    // Money out is a payment, money in a refund; a transfer has both accounts.
    private static byte[] Zaim(IEnumerable<ExportRow> rows) => Encoding.UTF8.GetBytes(
        "日付,方法,カテゴリ,カテゴリの内訳,支払元,入金先,品目,メモ,お店,通貨,収入,支出,振替\r\n"
        + string.Concat(rows.Select(row => row.Transfer
            ? FormattableString.Invariant($"{row.Date:yyyy-MM-dd},transfer,-,-,{row.Account},{Other(row.Account)},-,-,{row.Payee},JPY,0,0,{-row.Amount}\r\n")
            : FormattableString.Invariant($"{row.Date:yyyy-MM-dd},payment,{(row.Large.Length > 0 ? row.Large : "-")},-,{row.Account},-,-,-,{row.Payee},JPY,0,{-row.Amount},0\r\n"))));

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

    private async Task<List<LedgerRow>> LedgerAsync(ImportingBook book, string format)
    {
        await using var connection = await api.Database.Superuser.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("""
            WITH told AS (
                SELECT id, import_id, import_line AS line, bank_id, import_key, false AS alias FROM transactions WHERE book_id = $1
                UNION ALL
                SELECT transaction_id, import_id, line, bank_id, import_key, true FROM import_aliases WHERE book_id = $1
            ), spans AS (
                SELECT import_id, account_name, min(date) AS first, max(date) AS last FROM import_rows
                WHERE book_id = $1 AND import_key IS NOT NULL GROUP BY 1, 2
            )
            SELECT t.id, a.name, o.bank_id, o.import_key, t.amount, t.date, false, coalesce(i.format = $2, false), NOT o.alias, r.date, s.first, s.last,
                   CASE WHEN t.transfer_id IS NOT NULL THEN true WHEN c.built_in = 'food' THEN false END,
                   CASE WHEN i.id IS NOT NULL AND o.import_key IS NULL THEN coalesce(
                       (SELECT x.transaction_id FROM import_aliases x WHERE x.book_id = $1 AND x.import_id = o.import_id AND x.line = o.line),
                       (SELECT p.id FROM transactions p WHERE p.book_id = $1 AND p.import_id = o.import_id AND p.import_line = o.line AND p.import_key IS NOT NULL),
                       (SELECT d.transaction_id FROM import_tombstones d WHERE d.book_id = $1 AND left(d.transaction_id::text, 34) = left(t.id::text, 34)),
                       t.id) END, t.payee
            FROM told o
            JOIN transactions t ON t.book_id = $1 AND t.id = o.id
            JOIN accounts a ON a.book_id = t.book_id AND a.id = t.account_id
            LEFT JOIN categories c ON c.book_id = $1 AND c.id = t.category_id
            LEFT JOIN imports i ON i.book_id = $1 AND i.id = o.import_id
            LEFT JOIN import_rows r ON r.book_id = $1 AND r.import_id = o.import_id AND r.line = o.line
            LEFT JOIN spans s ON s.import_id = o.import_id AND s.account_name = r.account_name AND i.format <> 'zaim'
            UNION ALL
            SELECT d.transaction_id, a.name, d.bank_id, d.import_key, d.amount, date '2000-01-01', true, false, d.own, NULL, NULL, NULL, NULL, NULL, ''
            FROM (SELECT transaction_id, account_id, bank_id, import_key, amount, true AS own FROM import_tombstones WHERE book_id = $1
                  UNION ALL
                  SELECT transaction_id, account_id, bank_id, import_key, amount, false FROM import_aliases x
                  WHERE book_id = $1 AND NOT EXISTS (SELECT FROM transactions t WHERE t.book_id = $1 AND t.id = x.transaction_id)) d
            JOIN accounts a ON a.book_id = $1 AND a.id = d.account_id
            """, connection) { Parameters = { new() { Value = book.Id }, new() { Value = format } } };
        await using var reader = await command.ExecuteReaderAsync();
        List<LedgerRow> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(new(reader.GetGuid(0), reader.GetString(1), reader[2] as string, reader[3] as Guid?, reader.GetInt64(4),
                DateOnly.FromDateTime(reader.GetDateTime(5)), reader.GetBoolean(6), reader.GetBoolean(7))
            {
                Own = reader.GetBoolean(8),
                ToldOn = Day(9),
                Covers = Day(10) is { } first ? (first, Day(11)!.Value) : null,
                Transfer = reader[12] as bool?,
                LegOf = reader[13] as Guid?,
                Text = reader.GetString(14),
            });
        }

        return rows;

        DateOnly? Day(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateOnly>(column);
    }

    private static async Task<List<string>> LegsAsync(ImportingBook book, Guid import) => [.. (await book.ScalarAsync<string>(
        $"SELECT coalesce(string_agg(line || ' ' || part || ' ' || similar_id, ';' ORDER BY line, part), '') FROM import_legs WHERE book_id = current_book() AND import_id = '{import}' AND similar_id IS NOT NULL"))
        .Split(';', StringSplitOptions.RemoveEmptyEntries)];

    private static async Task<IEnumerable<string>> DecisionsAsync(ImportingBook book, Guid import) =>
        (await book.RowsAsync(import)).Where(row => (string?)row["outcome"] != "other").Select(row => string.Create(CultureInfo.InvariantCulture,
            $"{(int)row["line"]!} {(string?)row["outcome"]} {(Guid?)row["transactionId"]} {(Guid?)row["similarTransactionId"]}"));

    private static string Decision(RowMatch match) => string.Create(CultureInfo.InvariantCulture,
        $"{match.Line} {match.Outcome.ToString().ToLowerInvariant()} {match.LedgerId} {match.SimilarId}");

    /// <summary>A file, what people decide about it, and what they do after it: deletions by position, an entry by hand on a day of January.</summary>
    public sealed record Step(string Format, ExportRow[] Rows, int[] Deleted, int ByHand, bool Restore, bool Same);
}

public sealed class MatchingAgreementTestsOn15(InstallationOn15 api) : MatchingAgreementTests(api), IClassFixture<InstallationOn15>;

public sealed class MatchingAgreementTestsOn18(InstallationOn18 api) : MatchingAgreementTests(api), IClassFixture<InstallationOn18>;
