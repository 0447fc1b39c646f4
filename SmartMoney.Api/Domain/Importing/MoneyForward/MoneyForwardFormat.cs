using System.Runtime.CompilerServices;
using SmartMoney.Domain.Importing.Text;

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
    public bool Recognises(StatementHead head) => new MoneyForwardColumns(head.Header).AreTelling;

    /// <inheritdoc/>
    public FileProblem? Check(StatementHead head)
    {
        var columns = new MoneyForwardColumns(head.Header);
        if (columns.Missing is { Count: > 0 } missing)
            return FileProblem.Of(head.Language, "missing-columns", string.Join(", ", missing));
        return columns.Repeated is { } repeated ? FileProblem.Of(head.Language, "repeated-column", repeated) : null;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StatementLine> ReadAsync(Stream stream, StatementHead head, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var text = new StatementText(head.Encoding);
        await using var transcoded = text.Transcode(stream);
        var records = new CsvRecordReader(transcoded ?? stream);
        var record = new MoneyForwardRecord(records, text, new MoneyForwardColumns(head.Header), head.Language, Name);
        for (var count = 1; await records.ReadAsync(cancellationToken); count++)
        {
            if (count > StatementLimits.Lines)
            {
                yield return record.Problem("too-many-lines", StatementLimits.Lines);
                yield break;
            }
            yield return record.Read();
        }
    }
}
