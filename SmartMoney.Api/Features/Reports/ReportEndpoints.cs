using Microsoft.AspNetCore.Http.HttpResults;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;
using SmartMoney.Domain.Calendar;

namespace SmartMoney.Api.Features.Reports;

/// <summary>
/// What the book's transactions add up to, in its base currency: income and expense, without transfers and excluded
/// rows. Everything is read from the monthly totals.
/// </summary>
public static class ReportEndpoints
{
    /// <summary>Months that a cash flow by month may span.</summary>
    private const int MostMonths = 120;

    /// <summary>Months that a sum over months may span: a hundred years.</summary>
    private const int MostMonthsSummed = 1200;

    public static void MapReports(this RouteGroupBuilder book)
    {
        var reports = book.MapGroup("/reports");
        reports.MapGet("/summary", SummaryAsync).WithName("getSummary").WithSummary("A month beside the month before, in total and by category");
        reports.MapGet("/cashflow", CashflowAsync).WithName("getCashflow").WithSummary("Income and expense over time: up to 120 months, or 100 years");
        reports.MapGet("/cashflow.csv", CashflowCsvAsync).WithName("getCashflowCsv").WithSummary("The cash flow as CSV")
            .Produces(StatusCodes.Status200OK, contentType: ReportCsv.Type);
        reports.MapGet("/categories.csv", CategoriesCsvAsync).WithName("getCategoryReportCsv").WithSummary("The sums by category as CSV")
            .Produces(StatusCodes.Status200OK, contentType: ReportCsv.Type);
        reports.MapGet("/categories", CategoriesAsync).WithName("getCategoryReport").WithSummary("Sums by category over up to 1200 months");
    }

    private static async Task<Results<Ok<Summary>, ProblemHttpResult>> SummaryAsync(
        BookSession session, CancellationToken cancel, string? month = null)
    {
        var errors = new Errors();
        var asked = Months.Read(month, "month", session.CurrentMonth(), errors);
        return errors.Any ? errors.Problem() : TypedResults.Ok(await session.SummaryAsync(asked, cancel));
    }

    private static async Task<Results<Ok<Cashflow>, ProblemHttpResult>> CashflowAsync(
        BookSession session, CancellationToken cancel, string? from = null, string? to = null, string? interval = null)
    {
        var errors = new Errors();
        var byYear = interval == "year";
        errors.Require(interval is null or "month" or "year", "interval", "'interval' must be month or year.");
        var span = Months.Read(session, from, to, monthsBack: 11, byYear ? MostMonthsSummed : MostMonths, errors);
        return errors.Any ? errors.Problem() : TypedResults.Ok(await session.CashflowAsync(span, byYear, cancel));
    }

    private static async Task<Results<Ok<CategorySums>, ProblemHttpResult>> CategoriesAsync(
        BookSession session, CancellationToken cancel, string? from = null, string? to = null, string? kind = null)
    {
        var errors = new Errors();
        CategoryKind? only = kind switch { "income" => CategoryKind.Income, "expense" => CategoryKind.Expense, _ => null };
        errors.Require(only is not null || string.IsNullOrEmpty(kind), "kind", "'kind' must be income or expense.");
        var span = Months.Read(session, from, to, monthsBack: 0, MostMonthsSummed, errors);
        return errors.Any ? errors.Problem() : TypedResults.Ok(await session.CategorySumsAsync(span, only, cancel));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> CashflowCsvAsync(
        BookSession session, CancellationToken cancel, string? from = null, string? to = null, string? interval = null)
    {
        var answer = await CashflowAsync(session, cancel, from, to, interval);
        return answer.Result is Ok<Cashflow> { Value: { } report } ? ReportCsv.Of(report) : (ProblemHttpResult)answer.Result;
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> CategoriesCsvAsync(
        BookSession session, CancellationToken cancel, string? from = null, string? to = null, string? kind = null)
    {
        var answer = await CategoriesAsync(session, cancel, from, to, kind);
        return answer.Result is Ok<CategorySums> { Value: { } report } ? ReportCsv.Of(report) : (ProblemHttpResult)answer.Result;
    }

    private static BookMonth CurrentMonth(this BookSession session) => BookMonth.Of(session.Today, session.Book.FirstDayOfMonth);
}
