using System.Runtime.CompilerServices;
using SmartMoney.Domain.Exporting;
using SmartMoney.Domain.Importing.Csv;
using SmartMoney.Domain.Money;

namespace SmartMoney.Domain.Importing.SmartMoney;

/// <summary>
/// SmartMoney's own CSV export. A row's bank id is the id of the transaction that it was: imported into the same book, it is there already.
/// The two sides of a transfer come back as lone ones, to be paired again; a status is not taken over.
/// </summary>
public sealed class SmartMoneyFormat : IStatementFormat
{
    /// <summary>The format's id.</summary>
    public const string FormatId = "smartmoney";

    // Eight of the columns tell: date, amount and account alone are in many a file.
    private static readonly CsvLayout Layout = new(8, [.. ExportColumns.All.Select(name => new CsvColumn(name, Required: true))]);

    /// <inheritdoc/>
    public string Id => FormatId;

    /// <inheritdoc/>
    public string Name => "SmartMoney";

    /// <inheritdoc/>
    public bool HasCategories => true;

    /// <inheritdoc/>
    public bool KeptByHand => true;

    /// <inheritdoc/>
    public bool Recognises(StatementHead head) => Layout.Recognises(head);

    /// <inheritdoc/>
    public FileProblem? Check(StatementHead head) => Layout.Check(head);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StatementLine> ReadAsync(Stream stream, StatementHead head, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in CsvStatement.ReadAsync(stream, head, Layout, Row, cancellationToken: cancellationToken))
            yield return line;
    }

    private StatementLine Row(CsvFields fields)
    {
        var id = fields.OneLine(ExportColumns.Id, StatementLimits.Name);
        var date = fields.Date(ExportColumns.Date);
        var account = Text(fields, ExportColumns.Account, StatementLimits.Name);
        var currency = Known(fields);
        var amount = fields.Amount(ExportColumns.Amount, currency);
        var payee = Text(fields, ExportColumns.Payee, StatementLimits.Text);
        var description = Text(fields, ExportColumns.Description, StatementLimits.Text);
        var category = Text(fields, ExportColumns.Category, StatementLimits.Name);
        var subcategory = Text(fields, ExportColumns.Subcategory, StatementLimits.Name);
        var notes = CsvCell.Read(fields.Notes(ExportColumns.Notes));
        var tags = Text(fields, ExportColumns.Tags, StatementLimits.Notes).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var excluded = fields.Flag(ExportColumns.Excluded);
        var transfer = fields.Flag(ExportColumns.Transfer);

        if (fields.Refusal() is { } problem)
            return problem;
        if (amount == 0)
            return fields.Other(LineKinds.Zero);
        return new StatementRow(fields.Line, account.Length > 0 ? account : Name, date, amount, currency.Code, payee, description)
        {
            BankId = id.Length > 0 ? id : null,
            Excluded = excluded,
            IsTransfer = transfer,
            Category = category.Length > 0 ? category : null,
            Subcategory = subcategory.Length > 0 ? subcategory : null,
            Notes = notes.Length > 0 ? notes : null,
            Tags = tags,
            Raw = fields.Raw,
        };
    }

    private static string Text(CsvFields fields, string column, int limit) => CsvCell.Read(fields.OneLine(column, limit));

    private static Currency Known(CsvFields fields)
    {
        var code = fields.Value(ExportColumns.Currency);
        if (Currency.TryGet(code, out var currency))
            return currency;
        fields.Refuse(ExportColumns.Currency, "bad-currency", CsvFields.Shown(code));
        return Currency.Get("JPY");
    }
}
