namespace SmartMoney.Domain.Importing.Matching;

/// <summary>
/// The rules by which an import neither loses nor doubles a row, as a reference in memory; the database's matching must agree with it.
/// <list type="number">
/// <item>A row whose bank id occurs once in the file (within its account) is the ledger row of that account and id that has
/// the same key or the same amount. With another key, the bank has changed it: the ledger row is updated.</item>
/// <item>All other rows are counted: of each (account, key), as many are inserted as the file has more than were imported before. A row with an
/// id that the ledger doesn't know is counted only against rows that were imported without one: two ids are two transactions.</item>
/// <item>A row deleted on purpose still counts as imported, unless deleted rows are to be restored.</item>
/// <item>What is left and resembles an unmatched ledger row (same account and amount, at most three days apart) is a suspect, one for one, as
/// <see cref="Suspects"/> says. A row that the same format told of is resembled only when this file covers its day and lacks it, and never across two
/// ids. Two days that differ count only where a file covers both, so that a file which ends and another that begins do not make one of two.</item>
/// </list>
/// </summary>
public static class DuplicateRules
{
    /// <summary>How far apart the dates of a suspected pair may lie, in days.</summary>
    public const int SuspectDays = 3;

    /// <summary>The distances from a row's date to that of a ledger row, the nearest first.</summary>
    internal static IReadOnlyList<int> Distances { get; } = [0, .. Enumerable.Range(1, SuspectDays).SelectMany(days => new[] { -days, days })];

    /// <summary>Decides on every row of a file, in the order of its lines.</summary>
    /// <param name="file">The file's rows.</param>
    /// <param name="ledger">All rows of the accounts concerned, deleted ones included.</param>
    /// <param name="restoreDeleted">Whether rows deleted on purpose may come back.</param>
    /// <param name="keptByHand">Whether a person wrote the file's rows down.</param>
    public static IReadOnlyList<RowMatch> Match(IReadOnlyCollection<FileRow> file, IEnumerable<LedgerRow> ledger, bool restoreDeleted = false, bool keptByHand = false)
    {
        var rows = ledger.Where(row => !(row.Deleted && restoreDeleted)).ToList();
        var decided = new Dictionary<int, RowMatch>();
        var matched = new HashSet<Guid>();

        var unique = file.Where(row => row.BankId is not null).GroupBy(row => (row.Account, row.BankId)).Where(group => group.Count() == 1).Select(group => group.Single()).ToList();
        MatchById(unique, rows, decided, matched);
        MatchByCount(file, [.. unique.Select(row => row.Line)], rows, decided, matched);
        var period = Periods(file, keptByHand);
        var similar = Suspects.Pair(
            file.Where(row => !decided.ContainsKey(row.Line)).SelectMany(Open),
            rows.Where(row => !row.Deleted && !matched.Contains(row.Id)).GroupBy(row => row.Id).Select(told => Find([.. told], period, matched, keptByHand)).OfType<Resembled>());
        foreach (var line in similar.GroupBy(pair => pair.Line))
        {
            decided[line.Key] = new(line.Key, MatchOutcome.Suspect, SimilarId: line.Where(pair => pair.Part == 0).Select(pair => (Guid?)pair.Id).SingleOrDefault())
            {
                SimilarLegs = line.Where(pair => pair.Part > 0).ToDictionary(pair => pair.Part, pair => pair.Id),
            };
        }
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
        // What two records told of under the same key is still one row.
        var imported = rows.Where(row => row.Key is not null && !matched.Contains(row.Id))
            .GroupBy(row => (row.Account, row.Key, row.Id)).Select(told => told.OrderBy(row => row.BankId is null).First())
            .ToLookup(row => (row.Account, row.Key!.Value));
        foreach (var group in file.Where(row => !decided.ContainsKey(row.Line)).GroupBy(row => (row.Account, row.Key)))
        {
            var withId = imported[group.Key].Where(row => row.BankId is not null).OrderBy(row => row.Deleted).ThenBy(row => row.Funded).ThenBy(row => row.Id).ToList();
            var withoutId = imported[group.Key].Where(row => row.BankId is null).OrderBy(row => row.Deleted).ThenBy(row => row.Funded).ThenBy(row => row.Id).ToList();

            // Rows that no id binds take the imported rows with ids first, which the bound ones may not take.
            // The order by id makes the outcome independent of the order of the lines.
            var ordered = group.OrderBy(row => row.BankId is null).ThenBy(row => row.Funded).ThenBy(row => row.BankId, StringComparer.Ordinal).ThenBy(row => row.Line).ToList();
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

    private static IEnumerable<OpenRow> Open(FileRow row) =>
        row.Legs.Select((leg, at) => new OpenRow(row.Line, at + 1, leg.Account, leg.Amount, row.Date, Transfer: true, HasId: false, Funded: false, leg.Text))
            .Prepend(new(row.Line, 0, row.Account, row.Amount, row.Date, row.Transfer, row.BankId is not null, row.Funded, row.Text));

    private static Resembled? Find(List<LedgerRow> told, Func<string, (DateOnly First, DateOnly Last)?> period, HashSet<Guid> matched, bool keptByHand)
    {
        var row = told[0];
        var own = told.Where(record => record.SameFormat && (record.Key is not null || record.LegOf is not null)).ToList();
        if (own.Count > 0 && !own.Exists(record => Within(record.ToldOn ?? record.Date, period(row.Account)) && !(record.LegOf is { } known && matched.Contains(known))))
            return null;
        var byHand = told.TrueForAll(record => record.Key is null && record.LegOf is null) || (keptByHand && told.TrueForAll(record => record.Covers is null));
        return new(row.Id, row.Account, row.Amount, row.Date, row.Transfer, own.TrueForAll(record => record.BankId is null),
            byHand || own.Count > 0, told.Exists(record => record.Funded), row.Text)
        {
            Covered = keptByHand ? null : period(row.Account),
            Seen = [.. told.Where(record => !record.SameFormat && record.Covers is not null).Select(record => record.Covers!.Value)],
        };
    }

    private static bool Within(DateOnly day, (DateOnly First, DateOnly Last)? days) => days is { } span && day >= span.First && day <= span.Last;

    private static Func<string, (DateOnly First, DateOnly Last)?> Periods(IReadOnlyCollection<FileRow> file, bool keptByHand)
    {
        var byAccount = file.GroupBy(row => keptByHand ? "" : row.Account).ToDictionary(rows => rows.Key, rows => (rows.Min(row => row.Date), rows.Max(row => row.Date)));
        return account => byAccount.TryGetValue(keptByHand ? "" : account, out var days) ? days : null;
    }
}
