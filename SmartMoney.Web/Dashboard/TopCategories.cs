using SmartMoney.Web.Backend;

namespace SmartMoney.Web.Dashboard;

/// <summary>A line of the categories: spending as a positive amount, minor units.</summary>
/// <param name="Id">The category; null for what has none.</param>
/// <param name="Name">Its name; null for what has none.</param>
/// <param name="Spent">Spending of the month; negative where refunds were more.</param>
/// <param name="Change">How much more than the month before.</param>
/// <param name="Share">Of the month's largest category, 0 to 100.</param>
public sealed record CategoryLine(Guid? Id, string? Name, long Spent, long Change, int Share);

/// <summary>The categories that took most, and the sum of the others.</summary>
public sealed record TopCategories(IReadOnlyList<CategoryLine> Lines, int Others, long OthersSpent, long OthersChange)
{
    private const int Shown = 8;

    /// <summary>Picks the largest from a summary.</summary>
    public static TopCategories Of(Summary summary)
    {
        var spending = summary.ByCategory
            .Where(category => category.Kind == "expense" && (category.Amount != 0 || category.Previous != 0))
            .OrderBy(category => category.Amount)
            .ThenBy(category => category.Name, StringComparer.CurrentCulture)
            .ToList();
        var largest = spending.Select(category => -category.Amount).Append(1).Max();
        var lines = spending.Take(Shown).Select(category => new CategoryLine(
            category.CategoryId,
            category.Name,
            -category.Amount,
            category.Previous - category.Amount,
            Math.Clamp((int)(-(decimal)category.Amount * 100 / largest), 0, 100)));
        var rest = spending.Skip(Shown).ToList();
        return new TopCategories(
            [.. lines], rest.Count, -rest.Sum(category => category.Amount), rest.Sum(category => category.Previous - category.Amount));
    }
}
