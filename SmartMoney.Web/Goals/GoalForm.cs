using Microsoft.AspNetCore.Mvc.ModelBinding;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Formatting;
using SmartMoney.Web.Languages;

namespace SmartMoney.Web.Goals;

/// <summary>A goal as the form has it: amounts are text, as people type them.</summary>
public sealed class GoalForm
{
    /// <summary>The choice that goes with a date instead of a horizon.</summary>
    public const string OnADate = "date";

    /// <summary>Until when it can be: years, or a date.</summary>
    public static readonly IReadOnlyList<string> Untils = ["1", "3", "5", "10", OnADate];

    public string? Name { get; set; }

    public string? TargetAmount { get; set; }

    /// <summary>One of <see cref="Untils"/>.</summary>
    public string Until { get; set; } = Untils[0];

    /// <summary>Counts with <see cref="OnADate"/> only.</summary>
    public DateOnly? TargetDate { get; set; }

    public DateOnly? StartDate { get; set; }

    public string? StartingAmount { get; set; }

    public List<Guid> AccountIds { get; set; } = [];

    /// <summary>Order in the list; empty for the last.</summary>
    public int? Position { get; set; }

    /// <summary>The version that the form showed; 0 for a new goal.</summary>
    public long Version { get; set; }

    /// <summary>The form of a goal that exists.</summary>
    public static GoalForm Of(Goal goal) => new()
    {
        Name = goal.Name,
        TargetAmount = Money.Plain(goal.TargetAmount, goal.CurrencyDigits),
        Until = goal.HorizonYears?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? OnADate,
        TargetDate = goal.TargetDate,
        StartDate = goal.StartDate,
        StartingAmount = goal.StartingAmount == 0 ? null : Money.Plain(goal.StartingAmount, goal.CurrencyDigits),
        AccountIds = [.. goal.AccountIds],
        Position = goal.Position,
        Version = goal.Version,
    };

    /// <summary>What the API is sent. What cannot be read becomes an error of its field, and the result null.</summary>
    /// <param name="digits">Digits of the book's currency.</param>
    /// <param name="form">Takes the errors.</param>
    /// <param name="texts">Words them.</param>
    public Dictionary<string, object?>? Request(int digits, ModelStateDictionary form, Texts texts)
    {
        if (!AmountText.TryParse(TargetAmount, digits, out var target) || target <= 0)
        {
            form.AddModelError("Form.TargetAmount", texts["problems.field.targetAmount"]);
        }

        var starting = 0L;
        if (!string.IsNullOrWhiteSpace(StartingAmount) && !AmountText.TryParse(StartingAmount, digits, out starting))
        {
            form.AddModelError("Form.StartingAmount", texts["problems.field.startingAmount"]);
        }

        if (Until == OnADate && TargetDate is null && form["Form.TargetDate"]?.Errors is not { Count: > 0 })
        {
            form.AddModelError("Form.TargetDate", texts["problems.field.date"]);
        }

        if (!form.IsValid)
        {
            return null;
        }

        var request = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["name"] = Name ?? "",
            ["targetAmount"] = target,
            ["horizonYears"] = Until != OnADate && int.TryParse(Until, System.Globalization.CultureInfo.InvariantCulture, out var years) ? years : null,
            ["targetDate"] = Until == OnADate ? TargetDate : null,
            ["startDate"] = StartDate,
            ["startingAmount"] = starting,
            ["accountIds"] = AccountIds,
        };
        if (Position is { } position)
        {
            request["position"] = position;
        }

        return request;
    }
}
