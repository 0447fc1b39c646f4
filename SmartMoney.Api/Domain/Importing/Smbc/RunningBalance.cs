namespace SmartMoney.Domain.Importing.Smbc;

/// <summary>
/// Follows an account's balance from row to row and warns where it does not come out, whichever way the file runs: the dates say it, and
/// among rows of one day the balances do. Looks at two rows at a time. A line that could not be read breaks the chain: it is told
/// of already, and what it moved is unknown.
/// </summary>
/// <param name="language">Of the warnings.</param>
internal sealed class RunningBalance(string language)
{
    private (StatementRow Row, long Balance)? _before;

    // Above zero: oldest rows first. Below: newest first.
    private int _order;
    private bool _dated;

    /// <summary>The line, with a warning where its balance does not fit that of the row before.</summary>
    /// <param name="line">The file's next line.</param>
    /// <param name="balance">The balance after it; used for rows only.</param>
    public StatementLine Follow(StatementLine line, long? balance)
    {
        if (line is NonTransactionLine)
            return line;
        if (line is not StatementRow row || balance is not { } after)
        {
            _before = null;
            return line;
        }
        var before = _before;
        _before = (row, after);
        return before is { } last && Missing(last.Row, last.Balance, row, after) is var missing and not 0
            ? row with { Warning = Reasons.Text(language, "balance-gap", last.Row.Line, row.Line, missing) }
            : row;
    }

    // The movement between two rows that neither of them has: zero when their balances fit.
    private long Missing(StatementRow last, long lastBalance, StatementRow row, long balance)
    {
        var ifOldestFirst = balance - row.Amount - lastBalance;
        var ifNewestFirst = lastBalance - last.Amount - balance;
        if (!_dated && row.Date != last.Date)
            (_dated, _order) = (true, row.Date.CompareTo(last.Date));
        else if (!_dated && (ifOldestFirst == 0) != (ifNewestFirst == 0))
            _order += ifOldestFirst == 0 ? 1 : -1;
        // As long as nothing tells, what fits one way fits.
        return _order switch
        {
            > 0 => ifOldestFirst,
            < 0 => ifNewestFirst,
            _ => ifOldestFirst == 0 ? 0 : ifNewestFirst,
        };
    }
}
