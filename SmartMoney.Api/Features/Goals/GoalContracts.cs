using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Features.Goals;

/// <summary>What a new goal is to be. Amounts are minor units of the book's base currency.</summary>
/// <param name="Name">1 to 200 characters.</param>
/// <param name="TargetAmount">What there is to be in the end: 1 to 10^15.</param>
/// <param name="HorizonYears">1, 3, 5 or 10, counted from the start; give this or 'targetDate'.</param>
/// <param name="TargetDate">The day on which it is due; give this or 'horizonYears'.</param>
/// <param name="StartDate">The first day that counts; unless given, the first day up to today with a row that counts.</param>
/// <param name="StartingAmount">What was there at the start, negative for a debt, at most 10^15 either way; 0 unless given.</param>
/// <param name="AccountIds">Up to 100 accounts whose rows count; none counts the whole book.</param>
/// <param name="Position">Order among the book's goals, 0 to 9999, equal ones by age; last unless given.</param>
public sealed record NewGoal(
    string? Name,
    long? TargetAmount,
    int? HorizonYears = null,
    DateOnly? TargetDate = null,
    DateOnly? StartDate = null,
    long? StartingAmount = null,
    IReadOnlyList<Guid>? AccountIds = null,
    int? Position = null)
{
    /// <summary>The same as a patch of an empty row.</summary>
    internal GoalPatch AsPatch(int nextPosition) => new(
        new(true, Name), new(true, TargetAmount), new(true, HorizonYears), new(true, TargetDate), new(true, StartDate), new(true, StartingAmount ?? 0),
        new(true, AccountIds), new(true, Position ?? nextPosition));
}

/// <summary>What is to change about a goal; what is absent stays, null clears a date, the horizon or the accounts.</summary>
/// <param name="Name">1 to 200 characters.</param>
/// <param name="TargetAmount">1 to 10^15 minor units of the book's base currency.</param>
/// <param name="HorizonYears">1, 3, 5 or 10; with it, 'targetDate' is null.</param>
/// <param name="TargetDate">The day on which it is due; with it, 'horizonYears' is null.</param>
/// <param name="StartDate">The first day that counts; null takes the first day with a row that counts.</param>
/// <param name="StartingAmount">What was there at the start, at most 10^15 either way.</param>
/// <param name="AccountIds">Up to 100 accounts whose rows count; null or none counts the whole book.</param>
/// <param name="Position">Order among the book's goals, 0 to 9999, equal ones by age.</param>
public sealed record GoalPatch(
    Optional<string> Name,
    Optional<long?> TargetAmount,
    Optional<int?> HorizonYears,
    Optional<DateOnly?> TargetDate,
    Optional<DateOnly?> StartDate,
    Optional<long?> StartingAmount,
    Optional<IReadOnlyList<Guid>> AccountIds,
    Optional<int?> Position)
{
    /// <summary>Adds what is wrong with it; the row as it is fills what is absent.</summary>
    internal Errors Check(Goal goal)
    {
        var errors = new Errors();
        if (Name.IsSet)
            GoalRules.Name(errors, Name.Value);
        if (TargetAmount.IsSet)
            GoalRules.Target(errors, TargetAmount.Value);
        if (StartingAmount.IsSet)
            GoalRules.StartingAmount(errors, StartingAmount.Value);
        GoalRules.Until(errors, HorizonYears.Or(goal.HorizonYears), TargetDate.Or(goal.TargetDate), StartDate.Or(goal.StartDate));
        if (Position.IsSet)
            GoalRules.Position(errors, Position.Value);
        return errors;
    }

    /// <summary>Brings it into the row. Only after <see cref="Check"/>.</summary>
    internal void Apply(Goal goal)
    {
        goal.Name = Name.Or(goal.Name)!.Trim();
        goal.TargetAmount = TargetAmount.Or(goal.TargetAmount)!.Value;
        goal.HorizonYears = HorizonYears.Or(goal.HorizonYears);
        goal.TargetDate = TargetDate.Or(goal.TargetDate);
        goal.StartDate = StartDate.Or(goal.StartDate);
        goal.StartingAmount = StartingAmount.Or(goal.StartingAmount)!.Value;
        goal.Position = Position.Or(goal.Position)!.Value;
    }
}
