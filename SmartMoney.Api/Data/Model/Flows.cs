namespace SmartMoney.Api.Data.Model;

/// <summary>Where a transaction counts, as the database's <c>flow_of</c> numbers it.</summary>
public static class Flows
{
    public const int Transfer = 0;
    public const int Income = 1;
    public const int Expense = 2;
    public const int Excluded = 3;
}
