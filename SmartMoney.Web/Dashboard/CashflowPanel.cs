using SmartMoney.Web.Formatting;

namespace SmartMoney.Web.Dashboard;

/// <summary>A cash flow to draw and to tabulate.</summary>
/// <param name="Digits">Of the currency's minor unit.</param>
/// <param name="Shown">The month that the page is about, if one.</param>
/// <param name="Address">Where a month leads.</param>
public sealed record CashflowPanel(CashflowChart Chart, int Digits, string Currency, Month? Shown, Func<Month, string> Address)
{
    private const int MostLabelled = 14;

    /// <summary>True where there is no room for the name of each month: the years are named instead.</summary>
    public bool ByYear => Chart.Bars.Count > MostLabelled;

    /// <summary>Whether a month has a label.</summary>
    public bool IsLabelled(Month month) => !ByYear || month.Number == 1;
}
