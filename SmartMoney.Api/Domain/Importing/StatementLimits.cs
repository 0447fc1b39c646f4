namespace SmartMoney.Domain.Importing;

/// <summary>What an import accepts. Deliberate bounds: they keep memory and work in proportion on a small server, and no household's export comes near them.</summary>
public static class StatementLimits
{
    /// <summary>Bytes of a file, 50 MB. The upload enforces it; <see cref="FileProblem.TooLarge"/> words the refusal.</summary>
    public const long FileBytes = 50_000_000;

    /// <summary>Lines (records) of a file. Reading stops with the problem <c>too-many-lines</c>.</summary>
    public const int Lines = 1_000_000;

    /// <summary>Bytes of one record, line breaks inside its quotes included: 1 MB.</summary>
    public const int LineBytes = 1 << 20;

    /// <summary>Physical lines that one quoted record may span; a quote still open then was never meant to be.</summary>
    public const int LinesInRecord = 1_000;

    /// <summary>Fields of one record.</summary>
    public const int Columns = 256;

    /// <summary>Further movements of one record, besides its own.</summary>
    public const int Legs = 6;

    /// <summary>Bytes at the start of a file by which its kind, encoding and format are told.</summary>
    public const int HeadBytes = 64 * 1024;

    /// <summary>Characters of a payee or description.</summary>
    public const int Text = 500;

    /// <summary>Characters of notes.</summary>
    public const int Notes = 4_000;

    /// <summary>Characters of an account's or category's name, or a bank's id.</summary>
    public const int Name = 200;

    /// <summary>Characters of the raw text kept with a line; only a line that is broken or over a limit is longer.</summary>
    public const int Raw = 8_000;
}
