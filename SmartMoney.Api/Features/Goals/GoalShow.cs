using SmartMoney.Api.Data.Model;
using SmartMoney.Domain.Calendar;
using SmartMoney.Domain.Goals;
using SmartMoney.Domain.Money;

namespace SmartMoney.Api.Features.Goals;

/// <summary>Puts a goal, its accounts and what was saved together into what the API shows.</summary>
internal static class GoalShow
{
    /// <param name="goal">The goal.</param>
    /// <param name="accounts">The accounts that it counts.</param>
    /// <param name="savings">What counts for it.</param>
    /// <param name="book">Its book.</param>
    /// <param name="today">Today, where the book is.</param>
    /// <param name="extraPerMonth">The amount of the what-if; null for none.</param>
    public static GoalView View(Goal goal, IReadOnlyList<Guid> accounts, GoalSavings savings, Book book, DateOnly today, long? extraPerMonth)
    {
        var saved = savings.Months.Aggregate(default(FlowSums), (sum, month) => sum + month.Sums);
        var terms = new GoalTerms(goal.TargetAmount, goal.StartingAmount, goal.HorizonYears, goal.TargetDate);
        var figures = GoalFigures.Of(terms, savings.Start, today, saved.Net);
        return new(
            goal.Id,
            goal.Name,
            goal.TargetAmount,
            goal.HorizonYears,
            goal.TargetDate,
            goal.StartDate,
            goal.StartingAmount,
            accounts,
            goal.Position,
            book.BaseCurrency,
            Currency.Get(book.BaseCurrency).Digits,
            figures.Start,
            figures.Due,
            figures.ElapsedMonths,
            figures.TotalMonths,
            figures.RemainingMonths,
            figures.SavedSinceStart,
            figures.Saved,
            saved.Unconverted,
            figures.NeededPerMonth,
            figures.Projected,
            figures.Status,
            MonthOf(figures),
            Achievability.Of(savings.Complete, figures.NeededPerMonth),
            extraPerMonth is { } extra ? WhatIf(extra) : null,
            goal.Version);

        GoalWhatIf WhatIf(long extra)
        {
            var changed = GoalFigures.Of(terms, savings.Start, today, saved.Net, extra);
            return new(extra, changed.Projected, changed.Status, MonthOf(changed), Achievability.Of(savings.Complete, changed.NeededPerMonth, extra));
        }

        string? MonthOf(GoalFigures of) =>
            of.MonthsToTarget is { } months ? BookMonth.Of(today.AddMonths(months), book.FirstDayOfMonth).ToString() : null;
    }

    /// <summary>The months with their running sum.</summary>
    /// <param name="months">Oldest first.</param>
    /// <param name="carried">What the running sum starts with.</param>
    public static IReadOnlyList<GoalMonthView> Months(IReadOnlyList<GoalMonth> months, long carried)
    {
        var result = new List<GoalMonthView>(months.Count);
        foreach (var month in months)
        {
            carried = checked(carried + month.Sums.Net);
            result.Add(new(month.Month.ToString(), month.From, month.To, month.Sums.Income, month.Sums.Expense, month.Sums.Net, carried, month.Sums.Unconverted));
        }

        return result;
    }
}
