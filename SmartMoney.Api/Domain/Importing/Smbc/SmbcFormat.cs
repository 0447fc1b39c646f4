using System.Runtime.CompilerServices;
using SmartMoney.Domain.Importing.Csv;

namespace SmartMoney.Domain.Importing.Smbc;

/// <summary>
/// The CSV download of 三井住友銀行 (SMBCダイレクト, 入出金明細), one account a file, in yen: 年月日, お引出し, お預入れ, お取り扱い内容, 残高, メモ,
/// ラベル. CP932, newest rows first; the bank's texts are half-width katakana. Rows have no id.
/// </summary>
public sealed class SmbcFormat : IStatementFormat
{
    /// <inheritdoc/>
    public string Id => "smbc";

    /// <inheritdoc/>
    public string Name => "三井住友銀行";

    /// <inheritdoc/>
    public bool HasCategories => false;

    /// <inheritdoc/>
    public bool Recognises(StatementHead head) => SmbcColumns.Layout.Recognises(head);

    /// <inheritdoc/>
    public FileProblem? Check(StatementHead head) => SmbcColumns.Layout.Check(head);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StatementLine> ReadAsync(Stream stream, StatementHead head, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var balances = new RunningBalance(head.Language);
        long? balance = null;
        var lines = CsvStatement.ReadAsync(stream, head, SmbcColumns.Layout, fields => SmbcRow.Read(fields, Name, out balance), cancellationToken: cancellationToken);
        await foreach (var line in lines)
            yield return balances.Follow(line, balance);
    }
}
