namespace SmartMoney.Domain.Importing.Matching;

/// <summary>A row of a file, or a leg of it, about which nothing is decided yet.</summary>
/// <param name="Line">The row.</param>
/// <param name="Part">0 for the row itself, its legs from 1.</param>
/// <param name="Transfer">As of <see cref="FileRow"/>.</param>
/// <param name="HasId">Whether it has the bank's own id.</param>
/// <param name="Funded">As of <see cref="FileRow"/>.</param>
/// <param name="Text">Payee and description.</param>
public sealed record OpenRow(int Line, int Part, string Account, long Amount, DateOnly Date, bool? Transfer, bool HasId, bool Funded, string Text);

/// <summary>A ledger row that an open row may be.</summary>
/// <param name="Transfer">As of <see cref="LedgerRow"/>.</param>
/// <param name="AnyId">Whether it may go with a row that has an id.</param>
/// <param name="Free">Whether it may go with any near day; otherwise only where <see cref="Covered"/> or <see cref="Seen"/> speaks for it.</param>
/// <param name="Funded">As of <see cref="LedgerRow"/>.</param>
/// <param name="Text">Payee and description.</param>
public sealed record Resembled(Guid Id, string Account, long Amount, DateOnly Date, bool? Transfer, bool AnyId, bool Free, bool Funded, string Text)
{
    /// <summary>The days that this file covers for the account; null when it is kept by hand, since that a person did not write something down says nothing.</summary>
    public (DateOnly First, DateOnly Last)? Covered { get; init; }

    /// <summary>The days that the files cover which told of it, likewise.</summary>
    public IReadOnlyList<(DateOnly First, DateOnly Last)> Seen { get; init; } = [];

    /// <summary>
    /// How many days a file would have to cover beyond its own so that this row can be one of another day: 0 where a file covers the day, would show the day's own
    /// row, and does not; 1 where that is likely, since a file may begin a little before its first row and end after its last; null where nothing speaks for it.
    /// </summary>
    internal int? Beyond(DateOnly date)
    {
        if (date == Date || Free || Reaches(date, 0))
            return 0;
        return Reaches(date, 1) ? 1 : null;
    }

    private bool Reaches(DateOnly date, int beyond) => (Covered is { } days && Within(Date, days, beyond)) || Seen.Any(seen => Within(date, seen, beyond));

    private static bool Within(DateOnly day, (DateOnly First, DateOnly Last) days, int beyond) => day >= days.First.AddDays(-beyond) && day <= days.Last.AddDays(beyond);
}

/// <summary>The fourth rule of <see cref="DuplicateRules"/>: which open rows are suspected to be which rows of the ledger.</summary>
public static class Suspects
{
    // Above so many comparisons in one account and amount texts are left out: nobody has that many different equal rows.
    private const int Comparisons = 20_000;

    /// <summary>
    /// Pairs them one for one. First what does not contradict each other, then what has words in common, then by distance, then what no card paid through the
    /// account, then what agrees on being a transfer; rows with an id have fewer to choose from and choose before those without. What is equal in all goes by
    /// line and id. Last, where one side of a record was found, its other sides take what is left of that day.
    /// </summary>
    /// <returns>Line, part and ledger row.</returns>
    public static IEnumerable<(int Line, int Part, Guid Id)> Pair(IEnumerable<OpenRow> rows, IEnumerable<Resembled> ledger)
    {
        var (open, known) = (rows.ToList(), ledger.ToList());
        var candidates = known.ToLookup(candidate => (candidate.Account, candidate.Amount));
        var found = open.GroupBy(row => (row.Account, row.Amount)).SelectMany(group => Pair([.. group], [.. candidates[group.Key]])).ToList();
        found.AddRange(FollowSides(open, known, found));
        return found.Select(pair => (pair.Row.Line, pair.Row.Part, pair.Other.Id));
    }

    // Where one side of a record was found on another day, its other sides may be on that day too, whatever the files cover.
    private static List<(OpenRow Row, Resembled Other)> FollowSides(
        List<OpenRow> open, List<Resembled> ledger, List<(OpenRow Row, Resembled Other)> found)
    {
        var candidates = ledger.ToLookup(candidate => (candidate.Account, candidate.Amount, candidate.Date));
        var sides = found.ToLookup(pair => pair.Row.Line, pair => (pair.Row.Part, pair.Other.Date));
        var taken = found.Select(pair => pair.Other.Id).ToHashSet();
        List<(OpenRow, Resembled)> followed = [];
        foreach (var row in open.OrderBy(row => row.Line).ThenBy(row => row.Part))
        {
            var others = sides[row.Line].ToList();
            if (others.Count == 0 || others.Exists(other => other.Part == row.Part))
                continue;
            var beside = candidates[(row.Account, row.Amount, others[0].Date)]
                .Where(candidate => (candidate.AnyId || !row.HasId) && !taken.Contains(candidate.Id)).MinBy(candidate => candidate.Id);
            if (beside is not null && taken.Add(beside.Id))
                followed.Add((row, beside));
        }

        return followed;
    }

    private static List<(OpenRow Row, Resembled Other)> Pair(List<OpenRow> rows, List<Resembled> ledger)
    {
        if (ledger.Count == 0)
            return [];
        var compare = (long)rows.Count * ledger.Count <= Comparisons;
        // What is alike in all that matters goes in line, so that a thousand equal rows are one class.
        var ones = rows.OrderBy(row => row.Line).ThenBy(row => row.Part)
            .GroupBy(row => (row.Date, row.Transfer, row.HasId, row.Funded, Text: compare ? TextKinship.Form(row.Text) : ""))
            .Select(like => (like.Key, Queue: new Queue<OpenRow>(like))).ToList();
        var others = ledger.OrderBy(row => row.Id)
            .GroupBy(row => (row.Date, row.Transfer, row.AnyId, row.Funded, Span: row.Free ? "" : $"{row.Covered} {string.Join(' ', row.Seen)}", Text: compare ? TextKinship.Form(row.Text) : ""))
            .Select(like => (like.Key, Queue: new Queue<Resembled>(like))).ToLookup(like => like.Key.Date);

        var pairs = from one in ones
                    from days in DuplicateRules.Distances
                    from other in others[one.Key.Date.AddDays(days)]
                    let row = one.Queue.Peek()
                    let candidate = other.Queue.Peek()
                    let common = compare ? TextKinship.Common(one.Key.Text, other.Key.Text) : 0
                    let beyond = candidate.Beyond(row.Date)
                    where (candidate.AnyId || !row.HasId) && (beyond == 0 || (beyond is not null && common > 0))
                    let agreement = row.Transfer == candidate.Transfer ? 0 : row.Transfer is null || candidate.Transfer is null ? 1 : 2
                    orderby agreement == 2, common == 0, Math.Abs(days), beyond, candidate.Funded || row.Funded, days, agreement, !row.HasId, -common,
                        row.Line, row.Part, candidate.Id
                    select (one.Queue, Other: other.Queue);
        List<(OpenRow, Resembled)> found = [];
        foreach (var (one, other) in pairs.ToList())
        {
            while (one.TryPeek(out var row) && other.TryPeek(out var candidate))
            {
                found.Add((row, candidate));
                (_, _) = (one.Dequeue(), other.Dequeue());
            }
        }

        return found;
    }
}
