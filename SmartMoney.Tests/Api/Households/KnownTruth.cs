using System.Globalization;

namespace SmartMoney.Tests.Api.Households;

/// <summary>
/// What is true as far as the uploaded files tell, by plain loops over the events that share no code with the product. A movement that no file shows
/// is unknown. Own money on its way counts nowhere once a record says so or both its ends are seen. What nobody has named is uncategorised, and
/// then income or spending by its sign.
/// </summary>
internal sealed class KnownTruth
{
    private KnownTruth()
    {
    }

    public SortedDictionary<string, long> Balances { get; } = new(StringComparer.Ordinal);

    /// <summary>Income and expense by month.</summary>
    public SortedDictionary<string, (long Income, long Expense)> Months { get; } = new(StringComparer.Ordinal);

    /// <summary>By month, category key and kind; what cancels out is left out.</summary>
    public SortedDictionary<string, long> Categories { get; } = new(StringComparer.Ordinal);

    public static KnownTruth Of(IEnumerable<Upload> uploads)
    {
        var truth = new KnownTruth();
        var told = uploads.SelectMany(upload => upload.Records).Distinct().SelectMany(record => record.Tells).ToList();
        foreach (var one in told.GroupBy(tell => tell.Event.Number))
            truth.Add(one.First().Event, one.ToLookup(tell => tell.Movement));
        foreach (var nothing in truth.Categories.Where(pair => pair.Value == 0).ToList())
            truth.Categories.Remove(nothing.Key);
        return truth;
    }

    private void Add(HouseholdEvent one, ILookup<Movement, Told> told)
    {
        var moved = one.Movements.Where(movement => movement.Moved).ToList();
        var bothSeen = moved.Count == 2 && moved.TrueForAll(told.Contains);
        foreach (var movement in one.Movements.Where(told.Contains))
        {
            Balances[movement.Account] = Balances.GetValueOrDefault(movement.Account) + movement.Amount;
            var tells = told[movement].ToList();
            if (tells.Exists(tell => tell.Excluded) || (movement.Moved && (bothSeen || tells.Exists(tell => tell.Transfer))))
                continue;
            var category = Named(tells);
            // The card's row says what for, the wallet's that it was paid: together one purchase.
            if (!movement.Moved && bothSeen)
                category ??= Named([.. moved.SelectMany(side => told[side])]);
            Count(one.Day, category ?? tells.Select(tell => tell.Fallback).FirstOrDefault(name => name is not null), movement.Amount);
        }
    }

    private static string? Named(List<Told> tells) => tells.Select(tell => tell.Category).FirstOrDefault(name => name is not null);

    private void Count(DateOnly day, string? category, long amount)
    {
        var month = day.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var income = category?.StartsWith("income", StringComparison.Ordinal) ?? amount > 0;
        var (earned, spent) = Months.GetValueOrDefault(month);
        Months[month] = income ? (earned + amount, spent) : (earned, spent + amount);
        var key = $"{month} {category ?? "-"} {(income ? "income" : "expense")}";
        Categories[key] = Categories.GetValueOrDefault(key) + amount;
    }
}
