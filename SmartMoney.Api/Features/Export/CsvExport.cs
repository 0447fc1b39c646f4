using System.Globalization;
using System.Text;
using SmartMoney.Api.Features.Transactions;
using SmartMoney.Domain.Exporting;
using SmartMoney.Domain.Money;

namespace SmartMoney.Api.Features.Export;

/// <summary>
/// CSV that can be imported again: UTF-8 with a byte order mark, without which spreadsheets take it for something
/// else, amounts in the currency's own unit with a point.
/// </summary>
internal sealed class CsvExport(ExportNames names, Stream output) : IExport
{
    private readonly StreamWriter writer = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
    private readonly StringBuilder text = new();

    public Task BeginAsync(CancellationToken cancel)
    {
        text.Append(string.Join(',', ExportColumns.All)).Append("\r\n");
        return Task.CompletedTask;
    }

    public void Add(TransactionView row)
    {
        var (category, subcategory) = names.Levels(row.CategoryId);
        string[] cells =
        [
            row.Id.ToString(),
            row.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            CsvCell.Of(names.Accounts[row.AccountId].Name),
            MinorUnits.Format(row.Amount, Currency.Get(row.Currency).Digits),
            row.Currency,
            CsvCell.Of(row.Payee),
            CsvCell.Of(row.Description),
            CsvCell.Of(category),
            CsvCell.Of(subcategory),
            CsvCell.Of(string.Join(' ', row.Tags.Select(tag => tag.Replace(' ', '_')))),
            CsvCell.Of(row.Notes),
            row.Status.ToString().ToLowerInvariant(),
            row.Excluded ? "1" : "0",
            row.Transfer ? "1" : "0",
        ];
        text.AppendJoin(',', cells).Append("\r\n");
    }

    public async Task FlushAsync(CancellationToken cancel)
    {
        await writer.WriteAsync(text, cancel);
        await writer.FlushAsync(cancel);
        text.Clear();
    }

    public Task EndAsync(CancellationToken cancel) => FlushAsync(cancel);

    public ValueTask DisposeAsync() => writer.DisposeAsync();
}
