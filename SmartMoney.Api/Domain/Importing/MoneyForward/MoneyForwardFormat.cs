using SmartMoney.Domain.Importing.Csv;

namespace SmartMoney.Domain.Importing.MoneyForward;

/// <summary>
/// The CSV export of MoneyForward ME (家計簿 &gt; ダウンロード), in yen: 計算対象, 日付, 内容, 金額（円）, 保有金融機関, 大項目, 中項目,
/// メモ, 振替, ID. Written as CP932 by the service and often as UTF-8 by tools; quoted throughout or not.
/// </summary>
public sealed class MoneyForwardFormat : IStatementFormat
{
    /// <inheritdoc/>
    public string Id => "moneyforward";

    /// <inheritdoc/>
    public string Name => "MoneyForward";

    /// <inheritdoc/>
    public bool HasCategories => true;

    /// <inheritdoc/>
    public bool Recognises(StatementHead head) => MoneyForwardColumns.Layout.Recognises(head);

    /// <inheritdoc/>
    public FileProblem? Check(StatementHead head) => MoneyForwardColumns.Layout.Check(head);

    /// <inheritdoc/>
    public IAsyncEnumerable<StatementLine> ReadAsync(Stream stream, StatementHead head, CancellationToken cancellationToken) =>
        CsvStatement.ReadAsync(stream, head, MoneyForwardColumns.Layout, fields => MoneyForwardRow.Read(fields, Name), cancellationToken: cancellationToken);
}
