using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using SmartMoney.Domain.Exporting;
using SmartMoney.Domain.Money;

namespace SmartMoney.Api.Features.Reports;

/// <summary>
/// Reports as CSV for a spreadsheet: UTF-8 with a byte order mark, amounts in the currency's own unit with a point, texts that no spreadsheet runs.
/// </summary>
internal static class ReportCsv
{
    public const string Type = "text/csv";

    public static FileContentHttpResult Of(Cashflow report) => File("cashflow", "period,income,expense,net,currency,unconverted", report.Items.Select(item =>
        Line(item.Period, Amount(item.Income, report.CurrencyDigits), Amount(item.Expense, report.CurrencyDigits), Amount(item.Net, report.CurrencyDigits),
            report.Currency, item.Unconverted.ToString(CultureInfo.InvariantCulture))));

    public static FileContentHttpResult Of(CategorySums report) => File("categories", "category,parent,kind,amount,currency,count", report.Items.Select(item =>
        Line(CsvCell.Of(item.Name ?? ""), CsvCell.Of(report.Items.FirstOrDefault(parent => parent.CategoryId is not null && parent.CategoryId == item.ParentId)?.Name ?? ""),
            item.Kind.ToString().ToLowerInvariant(), Amount(item.Amount, report.CurrencyDigits), report.Currency, item.Count.ToString(CultureInfo.InvariantCulture))));

    private static FileContentHttpResult File(string name, string header, IEnumerable<string> lines)
    {
        var text = string.Concat(lines.Prepend(header).Select(line => line + "\r\n"));
        return TypedResults.File([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)], $"{Type}; charset=utf-8", name + ".csv");
    }

    private static string Line(params ReadOnlySpan<string> cells) => string.Join(',', cells);

    private static string Amount(long amount, int digits) => MinorUnits.Format(amount, digits);
}
