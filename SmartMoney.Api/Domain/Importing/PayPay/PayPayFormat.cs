using SmartMoney.Domain.Importing.Csv;

namespace SmartMoney.Domain.Importing.PayPay;

/// <summary>
/// The CSV export of the PayPay app's history (取引履歴), in yen, in the app's language: 13 columns, UTF-8 with a byte order mark, a lone dash
/// for an empty field. One account holds the balance and the points together.
/// </summary>
public sealed class PayPayFormat : IStatementFormat
{
    /// <inheritdoc/>
    public string Id => "paypay";

    /// <inheritdoc/>
    public string Name => "PayPay";

    /// <inheritdoc/>
    public bool HasCategories => false;

    /// <inheritdoc/>
    public bool Recognises(StatementHead head) => PayPayColumns.Layout.Recognises(head);

    /// <inheritdoc/>
    public FileProblem? Check(StatementHead head) => PayPayColumns.Layout.Check(head);

    /// <inheritdoc/>
    public IAsyncEnumerable<StatementLine> ReadAsync(Stream stream, StatementHead head, CancellationToken cancellationToken) =>
        CsvStatement.ReadAsync(stream, head, PayPayColumns.Layout, fields => PayPayRow.Read(fields, Name), dashIsNothing: true, cancellationToken);
}
