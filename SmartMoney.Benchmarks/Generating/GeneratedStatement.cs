namespace SmartMoney.Benchmarks.Generating;

/// <summary>What to generate. Equal options give equal bytes, on every machine.</summary>
public sealed record GeneratorOptions
{
    /// <summary>Another seed, another household.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Records below the header, exactly.</summary>
    public int Rows { get; init; } = 1_000;

    /// <summary>Accounts that the rows are spread over, at least 1, in formats that name accounts.</summary>
    public int Accounts { get; init; } = 3;

    /// <summary>First day of the first month.</summary>
    public DateOnly From { get; init; } = new(2025, 1, 1);

    /// <summary>Calendar months that the rows are spread over.</summary>
    public int Months { get; init; } = 12;

    /// <summary>UTF-8 instead of CP932. PayPay's files are always UTF-8.</summary>
    public bool Utf8 { get; init; }

    /// <summary>Every field in quotes, as MoneyForward writes them, or only those that need it.</summary>
    public bool QuoteAll { get; init; } = true;

    /// <summary>Whether rows have the ID that tells equal rows apart, in formats that have one.</summary>
    public bool WithIds { get; init; } = true;

    /// <summary>The other form that a format has: Zaim's older header, PayPay in English, 三井住友銀行 with its oldest rows first.</summary>
    public bool OtherForm { get; init; }
}

/// <summary>A movement of a generated file, in the file's own terms.</summary>
public sealed record GeneratedRow(DateOnly Date, string Payee, long Amount, string Account, string Large, string Middle, string Notes, bool Included, bool Transfer, string Id)
{
    /// <summary>A further movement of the row before: the same record tells of both.</summary>
    public bool Leg { get; init; }

    /// <summary>Neither a transfer nor left out of the calculation.</summary>
    public bool Counts => Included && !Transfer;

    /// <summary>Earned, not spent: by its category, and where it has none by its sign.</summary>
    public bool IsIncome => Large is "収入" or "ポイント" || (Large == "未分類" && Amount > 0);
}

/// <summary>A file and the rows that it must come to.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Rows">Its movements, in order; a format whose records tell of several has more of them than records.</param>
public sealed record GeneratedStatement(byte[] Bytes, IReadOnlyList<GeneratedRow> Rows)
{
    /// <summary>What a correct ledger must report, by plain summing.</summary>
    public StatementTruth Truth => StatementTruth.Of(Rows);
}
