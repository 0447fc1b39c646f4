namespace SmartMoney.Domain.Importing.Matching;

/// <summary>
/// The rules by which an import neither loses nor doubles a row, as a reference in memory; the database's matching must agree with it.
/// <list type="number">
/// <item>A row whose bank id occurs once in the file (within its account) is the ledger row of that account and id that has
/// the same key or the same amount. With another key, the bank has changed it: the ledger row is updated.</item>
/// <item>All other rows are counted: of each (account, key), as many are inserted as the file has more than were imported before. A row with an
/// id that the ledger doesn't know is counted only against rows that were imported without one: two ids are two transactions.</item>
/// <item>A row deleted on purpose still counts as imported, unless deleted rows are to be restored.</item>
/// <item>What is left and resembles an unmatched ledger row (same account and amount, at most three days apart, not both with an id) is a suspect.</item>
/// </list>
/// </summary>
public static class DuplicateRules
{
    /// <summary>How far apart the dates of a suspected pair may lie, in days.</summary>
    public const int SuspectDays = 3;

    /// <summary>Decides on every row of a file, in the order of its lines.</summary>
    /// <param name="file">The file's rows.</param>
    /// <param name="ledger">All rows of the accounts concerned, deleted ones included.</param>
    /// <param name="restoreDeleted">Whether rows deleted on purpose may come back.</param>
    public static IReadOnlyList<RowMatch> Match(IReadOnlyCollection<FileRow> file, IEnumerable<LedgerRow> ledger, bool restoreDeleted = false)
    {
        var rows = ledger.Where(row => !(row.Deleted && restoreDeleted)).ToList();
        var decided = new Dictionary<int, RowMatch>();
        var matched = new HashSet<Guid>();

        var unique = file.Where(row => row.BankId is not null).GroupBy(row => (row.Account, row.BankId)).Where(group => group.Count() == 1).Select(group => group.Single()).ToList();
        MatchById(unique, rows, decided, matched);
        MatchByCount(file, [.. unique.Select(row => row.Line)], rows, decided, matched);
        var unmatched = rows.Where(row => !row.Deleted && !matched.Contains(row.Id)).ToLookup(row => (row.Account, row.Amount));
        return [.. file.OrderBy(row => row.Line).Select(row => decided.GetValueOrDefault(row.Line) ?? NewOrSuspect(row, unmatched[(row.Account, row.Amount)]))];
    }

    private static void MatchById(List<FileRow> unique, List<LedgerRow> rows, Dictionary<int, RowMatch> decided, HashSet<Guid> matched)
    {
        var byId = rows.Where(row => row is { Key: not null, BankId: not null }).ToLookup(row => (row.Account, row.BankId));
        foreach (var row in unique)
        {
            var known = byId[(row.Account, row.BankId)]
                .Where(candidate => candidate.Key == row.Key || candidate.Amount == row.Amount)
                .OrderByDescending(candidate => candidate.Key == row.Key)
                .ThenBy(candidate => candidate.Deleted)
                .ThenBy(candidate => candidate.Id)
                .FirstOrDefault();
            if (known is null)
                continue;
            matched.Add(known.Id);
            decided[row.Line] = new(row.Line, known.Key == row.Key || known.Deleted ? MatchOutcome.Duplicate : MatchOutcome.Updated, known.Id);
        }
    }

    private static void MatchByCount(IEnumerable<FileRow> file, HashSet<int> unique, List<LedgerRow> rows, Dictionary<int, RowMatch> decided, HashSet<Guid> matched)
    {
        var imported = rows.Where(row => row.Key is not null && !matched.Contains(row.Id)).ToLookup(row => (row.Account, row.Key!.Value));
        foreach (var group in file.Where(row => !decided.ContainsKey(row.Line)).GroupBy(row => (row.Account, row.Key)))
        {
            var withId = imported[group.Key].Where(row => row.BankId is not null).OrderBy(row => row.Deleted).ThenBy(row => row.Id).ToList();
            var withoutId = imported[group.Key].Where(row => row.BankId is null).OrderBy(row => row.Deleted).ThenBy(row => row.Id).ToList();

            // Rows that no id binds take the imported rows with ids first, which the bound ones may not take.
            // The order by id makes the outcome independent of the order of the lines.
            var ordered = group.OrderBy(row => row.BankId is null).ThenBy(row => row.BankId, StringComparer.Ordinal).ThenBy(row => row.Line).ToList();
            var free = ordered.Where(row => !unique.Contains(row.Line)).ToList();
            var bound = ordered.Where(row => unique.Contains(row.Line));
            Pair(free.Take(withId.Count), withId);
            Pair(bound.Concat(free.Skip(withId.Count)), withoutId);
        }

        void Pair(IEnumerable<FileRow> candidates, List<LedgerRow> known)
        {
            foreach (var (row, twin) in candidates.Zip(known))
            {
                matched.Add(twin.Id);
                decided[row.Line] = new(row.Line, MatchOutcome.Duplicate, twin.Id);
            }
        }
    }

    private static RowMatch NewOrSuspect(FileRow row, IEnumerable<LedgerRow> unmatched)
    {
        var similar = unmatched
            .Where(candidate => Days(candidate, row) <= SuspectDays && (candidate.BankId is null || row.BankId is null))
            .OrderBy(candidate => Days(candidate, row))
            .ThenBy(candidate => candidate.Id)
            .FirstOrDefault();
        return similar is null ? new(row.Line, MatchOutcome.New) : new(row.Line, MatchOutcome.Suspect, SimilarId: similar.Id);
    }

    private static int Days(LedgerRow candidate, FileRow row) => Math.Abs(candidate.Date.DayNumber - row.Date.DayNumber);
}
