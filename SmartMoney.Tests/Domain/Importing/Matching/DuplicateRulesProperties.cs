using FsCheck;
using FsCheck.Fluent;
using SmartMoney.Domain.Importing;
using SmartMoney.Domain.Importing.Matching;
using Xunit;

namespace SmartMoney.Tests.Domain.Importing.Matching;

public class DuplicateRulesProperties
{
    private static readonly DateOnly FirstDay = new(2026, 1, 1);

    // Few accounts, days, amounts and texts, so that equal rows are the rule and not the exception.
    private static readonly Gen<Entry> Entries =
        from account in Gen.Elements("Card", "Cash")
        from day in Gen.Choose(0, 6)
        from amount in Gen.Elements(-480L, 1000L)
        from payee in Gen.Elements("Coffee", "Bakery")
        from id in Gen.Choose(0, 9)
        select new Entry(account, FirstDay.AddDays(day), amount, payee, id);

    private static readonly Arbitrary<(Entry[][] History, int[] Deleted, Entry[] File)> Histories =
        (from history in Entries.ArrayOf().ArrayOf(3)
         from deleted in Gen.Choose(0, 30).ArrayOf()
         from file in Entries.ArrayOf()
         select (history, deleted, file)).ToArbitrary();

    private static readonly Arbitrary<(Entry[] Statement, (int From, int Length)[] Windows)> Exports =
        (from statement in Entries.ArrayOf()
         from windows in (from start in Gen.Choose(0, 6) from length in Gen.Choose(1, 7) select (start, length)).ArrayOf()
         select (statement, windows)).ToArbitrary();

    [Fact]
    public void Importing_any_file_twice_adds_nothing() => Prop.ForAll(Histories, x =>
    {
        var ledger = Ledger(x.History, x.Deleted);
        ledger.Import(Rows(x.File, Ids.AnyRepeated));
        var before = ledger.Rows.ToList();
        var again = ledger.Import(Rows(x.File, Ids.AnyRepeated));
        return again.All(match => match.Outcome == MatchOutcome.Duplicate) && before.SequenceEqual(ledger.Rows);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_split_into_overlapping_exports_in_any_order_equals_importing_the_whole() => Prop.ForAll(Exports, x =>
    {
        var statement = Rows(x.Statement, Ids.SomeUnique);
        var whole = new MemoryLedger();
        whole.Import(statement);
        var parts = new MemoryLedger();
        foreach (var (from, length) in x.Windows.Append((0, 4)).Append((3, 4)))
            parts.Import([.. statement.Where(row => row.Date >= FirstDay.AddDays(from) && row.Date < FirstDay.AddDays(from + length))]);
        return Contents(whole).SequenceEqual(Contents(parts));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Without_ids_the_ledger_holds_the_most_that_any_file_had_of_a_row() => Prop.ForAll(Histories, x =>
    {
        var ledger = new MemoryLedger();
        Entry[][] files = [.. x.History, x.File];
        foreach (var file in files)
            ledger.Import(Rows(file, Ids.None));
        var most = files.SelectMany(file => Rows(file, Ids.None).GroupBy(row => (row.Account, row.Key)).Select(group => (group.Key, Count: group.Count())))
            .GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Max(pair => pair.Count));
        return ledger.Rows.GroupBy(row => (row.Account, row.Key!.Value)).ToDictionary(group => group.Key, group => group.Count())
            .OrderBy(pair => pair.Key).SequenceEqual(most.OrderBy(pair => pair.Key));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_a_files_rows_decides_nothing() => Prop.ForAll(Histories, x =>
    {
        var one = Ledger(x.History, x.Deleted);
        var other = Ledger(x.History, x.Deleted);
        var file = Rows(x.File, Ids.AnyRepeated);
        var outcomes = one.Import(file).Select(match => match.Outcome);
        var reversed = other.Import([.. file.Reverse().Select((row, at) => row with { Line = at })]).Select(match => match.Outcome);
        return outcomes.Order().SequenceEqual(reversed.Order()) && Contents(one).SequenceEqual(Contents(other));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Counts_add_up_and_no_ledger_row_is_claimed_twice() => Prop.ForAll(Histories, x =>
    {
        var ledger = Ledger(x.History, x.Deleted);
        var before = ledger.Rows.Count;
        var matches = ledger.Import(Rows(x.File, Ids.AnyRepeated));
        var claimed = matches.Where(match => match.LedgerId is not null).Select(match => match.LedgerId).ToList();
        return matches.Count == x.File.Length
            && ledger.Rows.Count - before == matches.Count(match => match.Outcome is MatchOutcome.New or MatchOutcome.Suspect)
            && claimed.Count == matches.Count(match => match.Outcome is MatchOutcome.Duplicate or MatchOutcome.Updated)
            && claimed.Distinct().Count() == claimed.Count;
    }).QuickCheckThrowOnFailure();

    private static MemoryLedger Ledger(Entry[][] history, int[] deleted)
    {
        var ledger = new MemoryLedger();
        foreach (var file in history)
            ledger.Import(Rows(file, Ids.AnyRepeated));
        foreach (var at in deleted.Where(at => at < ledger.Rows.Count))
            ledger.Delete(ledger.Rows[at].Id);
        ledger.EnterByHand("Card", "2026-01-03", -480);
        return ledger;
    }

    private static IReadOnlyList<FileRow> Rows(Entry[] entries, Ids ids) => [.. entries.Select((entry, at) => new FileRow(
        at,
        entry.Account,
        ids switch
        {
            Ids.AnyRepeated when entry.Id > 2 => $"id{entry.Id}",
            Ids.SomeUnique when entry.Id > 4 => $"id{at}",
            _ => null,
        },
        ImportKey.Of(entry.Date, entry.Amount, entry.Payee, ""),
        entry.Amount,
        entry.Date))];

    private static IEnumerable<(string Account, Guid Key, string? BankId, bool Deleted)> Contents(MemoryLedger ledger) =>
        ledger.Rows.Where(row => row.Key is not null).Select(row => (row.Account, row.Key!.Value, row.BankId, row.Deleted)).Order();

    private enum Ids
    {
        None,
        SomeUnique,
        AnyRepeated,
    }

    private sealed record Entry(string Account, DateOnly Date, long Amount, string Payee, int Id);
}
