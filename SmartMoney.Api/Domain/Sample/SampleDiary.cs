using System.Globalization;

namespace SmartMoney.Domain.Sample;

/// <summary>Lives the household day by day: what is planned, and the transfers that keep the wallet and the electronic money filled and the card paid.</summary>
internal sealed class SampleDiary(IReadOnlyList<SampleAccount> accounts, SampleWords words)
{
    private const string Excluded = "excluded";
    private const int CardDay = 27;
    private const int SavingDay = 26;
    private const int BonusSavingDay = 14;
    private const long MonthlySaving = 40_000;
    private const long KeptAfterSaving = 150_000;
    private const long KeptAfterBonus = 500_000;
    private const int UnsortedDays = 45;
    private const int PendingDays = 3;

    private readonly Dictionary<SamplePurse, long> balances = accounts.ToDictionary(account => account.Purse, account => account.OpeningBalance);
    private readonly Dictionary<DateOnly, List<Planned>> plans = [];

    // What the card was used for, by month; before the first one, what it was opened with.
    private readonly Dictionary<DateOnly, long> cardMonths = [];
    private readonly List<SampleRow> rows = [];
    private DateOnly today;
    private int transfers;

    /// <summary>Writes it.</summary>
    public IReadOnlyList<SampleRow> Keep(DateOnly from, DateOnly until)
    {
        today = until;
        cardMonths[from.AddMonths(-1)] = -balances[SamplePurse.Card];
        for (var day = from; day <= until; day = day.AddDays(1))
        {
            if (day.Day == 1)
            {
                foreach (var planned in SamplePlan.Of(day, words))
                    Plan(planned);
            }

            Live(day);
        }

        Loosen("withdrawal");
        Loosen("top-up");
        return rows;
    }

    private static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);

    private void Plan(Planned planned)
    {
        if (!plans.TryGetValue(planned.Date, out var day))
            plans[planned.Date] = day = [];
        day.Add(planned);
    }

    private void Live(DateOnly day)
    {
        foreach (var planned in plans.GetValueOrDefault(day, []))
        {
            if (planned.Amount < 0)
                Provide(planned);
            Write(planned);
            if (planned.RefundAfter is { } days)
                Plan(planned with { Date = day.AddDays(days), Amount = -planned.Amount, RefundAfter = null, Payee = string.Format(CultureInfo.InvariantCulture, words["refund"], planned.Payee) });
        }

        PayCard(day);
        Save(day);
    }

    private void Write(Planned planned)
    {
        var unsorted = planned.SortedLate && planned.Date.AddDays(UnsortedDays) >= today;
        Add(new(planned.Date, planned.Purse, planned.Amount, planned.Payee)
        {
            Category = planned.Category == Excluded || unsorted ? null : planned.Category,
            IsExcluded = planned.Category == Excluded,
            IsPending = planned.Purse == SamplePurse.Card && planned.Date.AddDays(PendingDays) > today,
        });
    }

    private void Add(SampleRow row)
    {
        rows.Add(row);
        balances[row.Purse] += row.Amount;
        if (row.Purse == SamplePurse.Card && row is not { Transfer: not null, Amount: > 0 })
        {
            var month = FirstOfMonth(row.Date);
            cardMonths[month] = cardMonths.GetValueOrDefault(month) - row.Amount;
        }
    }

    private void Transfer(DateOnly day, SamplePurse from, SamplePurse to, long amount, string what)
    {
        transfers++;
        Add(new(day, from, -amount, words[what + ".out"]) { Transfer = transfers });
        Add(new(day, to, amount, words[what + ".in"]) { Transfer = transfers });
    }

    // Cash and electronic money are fetched just before they would run out.
    private void Provide(Planned planned)
    {
        var missing = -planned.Amount - balances[planned.Purse];
        if (missing <= 0)
            return;
        if (planned.Purse == SamplePurse.Cash)
            Transfer(planned.Date, SamplePurse.Bank, SamplePurse.Cash, Math.Max(20_000, RoundedUp(missing, 10_000)), "withdrawal");
        if (planned.Purse == SamplePurse.EMoney)
            Transfer(planned.Date, SamplePurse.Card, SamplePurse.EMoney, RoundedUp(missing, 5_000), "top-up");
    }

    // A month's purchases are due on the 27th of the next one, or on the weekday after: that may be in the month after.
    private void PayCard(DateOnly day)
    {
        foreach (var month in new[] { FirstOfMonth(day), FirstOfMonth(day).AddMonths(-1) })
        {
            if (RegularLine.Weekday(month.AddDays(CardDay - 1), OnWeekend.After) == day && cardMonths.GetValueOrDefault(month.AddMonths(-1)) is > 0 and var due)
                Transfer(day, SamplePurse.Bank, SamplePurse.Card, due, "bill");
        }
    }

    private void Save(DateOnly day)
    {
        var left = balances[SamplePurse.Bank];
        if (day.Day == SavingDay && left >= MonthlySaving + KeptAfterSaving)
            Transfer(day, SamplePurse.Bank, SamplePurse.Savings, MonthlySaving, "saving");
        if (day.Day == BonusSavingDay && day.Month is 6 or 12 && left >= KeptAfterBonus + 50_000)
            Transfer(day, SamplePurse.Bank, SamplePurse.Savings, (left - KeptAfterBonus) / 50_000 * 50_000, "saving");
    }

    // The latest one of its kind is what nobody has confirmed yet.
    private void Loosen(string what)
    {
        var latest = rows.FindLast(row => row.Amount < 0 && row.Transfer is not null && row.Payee == words[what + ".out"])?.Transfer;
        for (var at = 0; at < rows.Count; at++)
        {
            if (latest is not null && rows[at].Transfer == latest)
                rows[at] = rows[at] with { Transfer = null, IsLoose = true };
        }
    }

    private static long RoundedUp(long amount, long step) => (amount + step - 1) / step * step;
}
