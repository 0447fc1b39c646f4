using System.Globalization;

namespace SmartMoney.Benchmarks.Generating;

/// <summary>Totals of a calendar month, in yen; expense is negative.</summary>
public sealed record MonthTruth(string Month, long Income, long Expense)
{
    /// <summary>Income and expense together.</summary>
    public long Net => Income + Expense;
}

/// <summary>What counted in a category of a month; 未分類 is one of them.</summary>
public sealed record CategoryTruth(string Month, string Large, string Middle, long Amount, int Count);

/// <summary>The sum of all rows of an account, transfers and excluded rows too: its balance when it opened with nothing.</summary>
public sealed record AccountTruth(string Account, long Balance, int Count);

/// <summary>
/// What a ledger must report of the rows. Deliberately plain loops over the rows that share no code with the product:
/// income and expense follow the category (収入 and ポイント or another), uncategorised rows their sign, transfers and excluded rows count in balances only.
/// </summary>
/// <param name="Months">In order; months without a counting row are absent.</param>
/// <param name="Categories">By month, then name.</param>
/// <param name="Accounts">By name.</param>
public sealed record StatementTruth(IReadOnlyList<MonthTruth> Months, IReadOnlyList<CategoryTruth> Categories, IReadOnlyList<AccountTruth> Accounts)
{
    /// <summary>Sums the rows.</summary>
    public static StatementTruth Of(IEnumerable<GeneratedRow> rows)
    {
        SortedDictionary<string, MonthTruth> months = new(StringComparer.Ordinal);
        SortedDictionary<string, CategoryTruth> categories = new(StringComparer.Ordinal);
        SortedDictionary<string, AccountTruth> accounts = new(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var account = accounts.GetValueOrDefault(row.Account) ?? new(row.Account, 0, 0);
            accounts[row.Account] = account with { Balance = account.Balance + row.Amount, Count = account.Count + 1 };
            if (!row.Counts)
                continue;
            var label = row.Date.ToString("yyyy-MM", CultureInfo.InvariantCulture);
            var month = months.GetValueOrDefault(label) ?? new(label, 0, 0);
            months[label] = row.IsIncome ? month with { Income = month.Income + row.Amount } : month with { Expense = month.Expense + row.Amount };
            var name = $"{label}/{row.Large}/{row.Middle}";
            var category = categories.GetValueOrDefault(name) ?? new(label, row.Large, row.Middle, 0, 0);
            categories[name] = category with { Amount = category.Amount + row.Amount, Count = category.Count + 1 };
        }
        return new([.. months.Values], [.. categories.Values], [.. accounts.Values]);
    }
}
