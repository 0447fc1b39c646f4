using SmartMoney.Domain.Importing.Csv;

namespace SmartMoney.Domain.Importing.Zaim;

/// <summary>
/// The CSV export of Zaim (データの出力): payments, income, transfers and adjustments of balances, told apart by 方法. CP932 or UTF-8 as the
/// user chose, quoted or not; a lone dash is an empty field. Rows have no id.
/// </summary>
public sealed class ZaimFormat : IStatementFormat
{
    /// <inheritdoc/>
    public string Id => "zaim";

    /// <inheritdoc/>
    public string Name => "Zaim";

    /// <inheritdoc/>
    public bool HasCategories => true;

    /// <inheritdoc/>
    public bool KeptByHand => true;

    /// <inheritdoc/>
    public bool Recognises(StatementHead head) => ZaimColumns.Layout.Recognises(head);

    /// <inheritdoc/>
    public FileProblem? Check(StatementHead head) => ZaimColumns.Layout.Check(head);

    /// <inheritdoc/>
    public IAsyncEnumerable<StatementLine> ReadAsync(Stream stream, StatementHead head, CancellationToken cancellationToken) =>
        CsvStatement.ReadAsync(stream, head, ZaimColumns.Layout, fields => ZaimRow.Read(fields, Name), dashIsNothing: true, cancellationToken);
}
