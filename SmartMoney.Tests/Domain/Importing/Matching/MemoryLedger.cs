using SmartMoney.Domain.Importing;
using SmartMoney.Domain.Importing.Matching;

namespace SmartMoney.Tests.Domain.Importing.Matching;

/// <summary>A ledger in memory that imports by the reference rules, as the database does by its own.</summary>
internal sealed class MemoryLedger
{
    private int _count;

    public List<LedgerRow> Rows { get; } = [];

    public IReadOnlyList<LedgerRow> Live => [.. Rows.Where(row => !row.Deleted)];

    /// <summary>Imports a MoneyForward file of these lines.</summary>
    public async Task<IReadOnlyList<RowMatch>> Import(params string[] lines)
    {
        var file = await Statement.OfRows(lines);
        return Import([.. file.Rows.Select(row => new FileRow(row.Line, row.Account, row.BankId, ImportKey.Of(row), row.Amount, row.Date))]);
    }

    public IReadOnlyList<RowMatch> Import(IReadOnlyList<FileRow> file, bool restoreDeleted = false)
    {
        var matches = DuplicateRules.Match(file, Rows, restoreDeleted);
        foreach (var (row, match) in file.OrderBy(row => row.Line).Zip(matches))
        {
            if (match.Outcome is MatchOutcome.New or MatchOutcome.Suspect)
                Rows.Add(new(NextId(), row.Account, row.BankId, row.Key, row.Amount, row.Date));
            else if (match.Outcome == MatchOutcome.Updated)
                Change(match.LedgerId!.Value, known => known with { Key = row.Key, Date = row.Date });
        }
        return matches;
    }

    public void EnterByHand(string account, string date, long amount) =>
        Rows.Add(new(NextId(), account, null, null, amount, DateOnly.Parse(date)));

    public void Delete(Guid id) => Change(id, row => row with { Deleted = true });

    public void Change(Guid id, Func<LedgerRow, LedgerRow> change)
    {
        var at = Rows.FindIndex(row => row.Id == id);
        Rows[at] = change(Rows[at]);
    }

    private Guid NextId() => new(++_count, 0, 0, new byte[8]);
}
