using SmartMoney.Api.Features.Transactions;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Export;

/// <summary>Writes transactions into a file, a page at a time.</summary>
internal static class ExportRows
{
    public static async Task WriteAsync(this IExport export, BookSession session, TransactionFilter filter, CancellationToken cancel)
    {
        var query = await TransactionQuery.PrepareAsync(session, filter, cancel);
        await export.BeginAsync(cancel);
        for (TransactionCursor? after = null; ;)
        {
            var rows = await query.PageAsync(after, Page.Most, cancel);
            foreach (var row in rows)
                export.Add(row);
            await export.FlushAsync(cancel);
            if (rows.Count < Page.Most)
                break;
            after = new(rows[^1].Date, rows[^1].Id);
        }

        await export.EndAsync(cancel);
    }
}
