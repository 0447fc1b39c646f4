namespace SmartMoney.Domain.Importing.Matching;

/// <summary>
/// The rules by which an import neither loses nor doubles a row, as a reference in memory; the database's matching must agree with it.
/// <list type="number">
/// <item>A row whose bank id occurs once in the file (within its account) is the ledger row of that account and id that has
/// the same key or the same amount. With another key, the bank has changed it: the ledger row is updated.</item>
/// <item>All other rows are counted: of each (account, key), as many are inserted as the file has more than were imported before. A row with an
/// id that the ledger doesn't know is counted only against rows that were imported without one: two ids are two transactions.</item>
/// <item>A row deleted on purpose still counts as imported, unless deleted rows are to be restored.</item>
/// <item>What is left and resembles an unmatched ledger row (same account and amount, at most three days apart) is a suspect; each ledger row
/// makes at most one, the nearest by date first, and of two equally near the earlier. Of rows that the same format told of
/// two ids are two transactions, and so is the same text on a day that the file does not cover for the account: a daily coffee.</item>
/// </list>
/// </summary>
public static class DuplicateRules
{
    /// <summary>How far apart the dates of a suspected pair may lie, in days.</summary>
    public const int SuspectDays = 3;

    /// <summary>The distances from a row's date to that of a ledger row, in the order in which they are tried.</summary>
    public static IReadOnlyList<int> Distances { get; } = [0, .. Enumerable.Range(1, SuspectDays).SelectMany(days => new[] { -days, days })];

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
        foreach (var (line, similar) in Suspects([.. file.Where(row => !decided.ContainsKey(row.Line))], Periods(file), rows, matched))
            decided[line] = new(line, MatchOutcome.Suspect, SimilarId: similar);
        return [.. file.OrderBy(row => row.Line).Select(row => decided.GetValueOrDefault(row.Line) ?? new(row.Line, MatchOutcome.New))];
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
            decided[row.Line] = new(row.Line, known.Key == row.Key || known.Deleted || !known.Own ? MatchOutcome.Duplicate : MatchOutcome.Updated, known.Id);
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

    private static Dictionary<string, (DateOnly First, DateOnly Last)> Periods(IEnumerable<FileRow> file) =>
        file.GroupBy(row => row.Account).ToDictionary(rows => rows.Key, rows => (rows.Min(row => row.Date), rows.Max(row => row.Date)));

    private static bool Covers(Dictionary<string, (DateOnly First, DateOnly Last)> periods, LedgerRow row) =>
        periods.TryGetValue(row.Account, out var days) && row.Date >= days.First && row.Date <= days.Last;

    private static IEnumerable<(int Line, Guid Similar)> Suspects(
        List<FileRow> left, Dictionary<string, (DateOnly First, DateOnly Last)> periods, List<LedgerRow> rows, HashSet<Guid> matched)
    {
        var candidates = rows.Where(row => !row.Deleted && !matched.Contains(row.Id))
            .GroupBy(row => row.Id)
            .Select(known => known.First() with { SameFormat = known.Any(row => row is { SameFormat: true, Key: not null }), BankId = known.Select(row => row.BankId).FirstOrDefault(id => id is not null) })
            .Where(row => !row.SameFormat || Covers(periods, row) || !left.Exists(candidate => (candidate.Account, candidate.Amount, candidate.Text) == (row.Account, row.Amount, row.Text)
                && Math.Abs(candidate.Date.DayNumber - row.Date.DayNumber) <= SuspectDays))
            .ToList();
        foreach (var days in Distances)
        {
            // Rows with an id have fewer to choose from, so they choose first.
            foreach (var hasId in new[] { true, false })
            {
                var free = candidates.Where(row => !hasId || row.BankId is null || !row.SameFormat)
                    .OrderBy(row => row.Id).ToLookup(row => (row.Account, row.Amount, row.Date));
                var pairs = left.Where(row => row.BankId is not null == hasId)
                    .OrderBy(row => row.Line)
                    .GroupBy(row => (row.Account, row.Amount, row.Date))
                    .SelectMany(group => group.Zip(free[group.Key with { Date = group.Key.Date.AddDays(days) }]))
                    .ToList();
                foreach (var (row, similar) in pairs)
                {
                    left.Remove(row);
                    candidates.Remove(similar);
                    yield return (row.Line, similar.Id);
                }
            }
        }
    }
}
