namespace SmartMoney.Web.Dashboard;

/// <summary>A sum of the month beside the month before and the same month a year ago. Minor units, signed.</summary>
/// <param name="Name">Key of its name: income, expense or net.</param>
/// <param name="LastYear">Null where the book knows nothing of that month.</param>
public sealed record Comparison(string Name, long Amount, long Previous, long? LastYear);
