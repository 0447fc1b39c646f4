using SmartMoney.Benchmarks.Generating;
using SmartMoney.Domain;

namespace SmartMoney.Tests.Api.Households;

/// <summary>A file that the household uploads.</summary>
internal sealed record Upload(string Format, DateOnly From, DateOnly To, byte[] Bytes, IReadOnlyList<AppRecord> Records)
{
    public override string ToString() => $"{Format} {From:MM-dd}..{To:MM-dd} ({Records.Count})";
}

/// <summary>
/// A household's exports: of each app one to three, over periods of its own, which overlap, meet or leave a gap; some taken in the middle of their last
/// day; in any order, and one of them perhaps twice.
/// </summary>
internal static class Uploads
{
    public static IReadOnlyList<Upload> Make(IReadOnlyList<HouseholdEvent> events, Habits habits)
    {
        var random = habits.Random;
        var last = habits.From.AddMonths(habits.Months).AddDays(-1);
        (string Format, AppFile App, Period[] Periods)[] apps =
        [
            ("moneyforward", new MoneyForwardFile(habits), Periods(habits.From, last, random)),
            ("zaim", new ZaimFile(habits), Periods(habits.From, last, random)),
            ("paypay", new PayPayFile(habits), Periods(habits.From, last, random)),
            ("smbc", new SmbcFile(habits), Periods(habits.From, last, random)),
        ];

        // A slip across the end of some file, or of a month, cannot be told from two events: nobody could. Nor could one onto a day when a card paid the
        // same amount through the wallet be told from that payment, noted on its own day.
        List<Period> all = [.. apps.SelectMany(app => app.Periods), new(habits.From.AddDays(habits.BankConnectedAfter), last, false)];
        bool MayBeNoted(HouseholdEvent one, DateOnly noted) =>
            one.Day.Month == noted.Month && all.TrueForAll(period => period.Has(one.Day) == period.Has(noted))
            && !events.Any(other => other.Day == noted && other.Kind is EventKind.Funded or EventKind.FundedRefund && other.Movements[0] == one.Movements[0]);

        List<Upload> uploads = [];
        foreach (var (format, app, periods) in apps)
        {
            var records = app.Show(events, MayBeNoted);
            foreach (var (at, period) in periods.Index())
            {
                List<AppRecord> some = [.. records.Where(record => period.Has(record.Day) && !(period.AtNoon && record.Day == period.To && record.Order > 500) && !(record.Late && at == 0))];
                if (some.Count > 0)
                    uploads.Add(new(format, period.From, period.To, app.Write(some), some));
            }
        }

        if (random.Next(4) == 0)
            uploads.Add(uploads[random.Next(uploads.Count)]);
        for (var at = uploads.Count - 1; at > 0; at--)
        {
            var other = random.Next(at + 1);
            (uploads[at], uploads[other]) = (uploads[other], uploads[at]);
        }

        return uploads;
    }

    private static Period[] Periods(DateOnly first, DateOnly last, SplitMix64 random)
    {
        if (random.Next(3) == 0)
            first = first.AddDays(random.Next(25));
        if (random.Next(3) == 0)
            last = last.AddDays(-random.Next(20));
        var count = 1 + random.Next(3);
        var days = last.DayNumber - first.DayNumber + 1;
        List<Period> periods = [];
        for (var at = 0; at < count; at++)
        {
            var from = first.AddDays(days * at / count);
            var to = at == count - 1 ? last : first.AddDays((days * (at + 1) / count) - 1);
            if (at > 0)
                from = random.Next(6) switch { 0 => from.AddDays(random.Next(5)), < 4 => from.AddDays(-random.Next(1, 10)), _ => from };
            periods.Add(new(from, to, random.Next(5) == 0));
        }

        return [.. periods];
    }

    private sealed record Period(DateOnly From, DateOnly To, bool AtNoon)
    {
        public bool Has(DateOnly day) => day >= From && day <= To;
    }
}
