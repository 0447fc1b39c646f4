using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Formatting;
using SmartMoney.Web.Goals;

namespace SmartMoney.Web.Pages.Goals;

/// <summary>One goal: its figures, each with its formula, and the months that they add up from.</summary>
public sealed class DetailsModel(ApiClient api, Viewer viewer) : PageModel
{
    public Goal Goal { get; private set; } = null!;

    public GoalExplanation Explanation { get; private set; } = null!;

    public WhatIfAmount WhatIf { get; private set; } = null!;

    /// <summary>The accounts that the goal counts; none counts the whole book.</summary>
    public IReadOnlyList<Account> Accounts { get; private set; } = [];

    /// <summary>Net of the complete months that the average is taken of.</summary>
    public long CompleteNet => Explanation.CompleteMonths is [.., var last] ? last.Cumulative : 0;

    public async Task OnGetAsync(Guid id, string? extra, CancellationToken cancellationToken)
    {
        var book = viewer.TheBook;
        WhatIf = WhatIfAmount.Of(extra, book.CurrencyDigits);
        var goal = api.GoalAsync(book.Id, id, WhatIf.Minor, cancellationToken);
        var explanation = api.GoalExplanationAsync(book.Id, id, cancellationToken);
        await Task.WhenAll(goal, explanation);
        (Goal, Explanation) = (await goal, await explanation);
        if (Goal.AccountIds.Count > 0)
        {
            Accounts = [.. (await api.AccountsAsync(book.Id, cancellationToken)).Where(account => Goal.AccountIds.Contains(account.Id))];
        }
    }

    /// <summary>The transactions of the days of a month that count: by its name where all of them do.</summary>
    public string Rows(GoalMonth month, Account? account)
    {
        var whole = Month.TryParse(month.Month, out var named) && named.Range(viewer.TheBook.FirstDayOfMonth) == (month.From, month.To);
        Dictionary<string, string?> fields = whole
            ? new(StringComparer.Ordinal) { ["month"] = month.Month }
            : new(StringComparer.Ordinal) { ["from"] = Iso(month.From), ["to"] = Iso(month.To) };
        if (account is not null)
        {
            fields["account"] = account.Id.ToString();
        }

        return QueryHelpers.AddQueryString("/transactions", fields);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
