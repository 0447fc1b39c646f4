using System.Runtime.InteropServices;

namespace SmartMoney.Domain.Goals;

/// <summary>What came in and went out, in minor units of the book's base currency. Transfers and excluded rows are in none of it.</summary>
/// <param name="Income">Money in.</param>
/// <param name="Expense">Money out: negative, unless refunds outweigh it.</param>
/// <param name="Unconverted">Rows without a rate into the base currency: not in the sums.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FlowSums(long Income, long Expense, long Unconverted)
{
    /// <summary>What was saved: income plus expense.</summary>
    /// <exception cref="OverflowException">The sum is beyond a <see cref="long"/>.</exception>
    public long Net => checked(Income + Expense);

    /// <summary>Both together.</summary>
    /// <exception cref="OverflowException">A sum is beyond a <see cref="long"/>.</exception>
    public static FlowSums operator +(FlowSums left, FlowSums right) => Add(left, right);

    /// <summary>The first without the second.</summary>
    /// <exception cref="OverflowException">A sum is beyond a <see cref="long"/>.</exception>
    public static FlowSums operator -(FlowSums left, FlowSums right) => Subtract(left, right);

    /// <inheritdoc cref="op_Addition"/>
    public static FlowSums Add(FlowSums left, FlowSums right) => checked(new(
        left.Income + right.Income, left.Expense + right.Expense, left.Unconverted + right.Unconverted));

    /// <inheritdoc cref="op_Subtraction"/>
    public static FlowSums Subtract(FlowSums left, FlowSums right) => checked(new(
        left.Income - right.Income, left.Expense - right.Expense, left.Unconverted - right.Unconverted));
}
