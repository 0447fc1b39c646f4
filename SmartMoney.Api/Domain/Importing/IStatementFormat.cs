namespace SmartMoney.Domain.Importing;

/// <summary>One kind of statement file. Pure: bytes in, lines and problems out; bad input never throws.</summary>
public interface IStatementFormat
{
    /// <summary>Stable slug, for example <c>moneyforward</c>.</summary>
    string Id { get; }

    /// <summary>The product's own name, proposed as the account of a file that names none.</summary>
    string Name { get; }

    /// <summary>Whether its rows come with the categories that a person gave them, rather than at most a guess from their kind.</summary>
    bool HasCategories { get; }

    /// <summary>Whether a person writes its rows down, so that their days may be a little off those of a bank.</summary>
    bool KeptByHand => false;

    /// <summary>Whether a file that starts like this is of this format, if perhaps an unusable one.</summary>
    bool Recognises(StatementHead head);

    /// <summary>Why a recognised file cannot be read at all, for example because a required column is missing; null when it can.</summary>
    FileProblem? Check(StatementHead head);

    /// <summary>
    /// Reads a file from its first byte. Memory is bounded by one record. Every record yields one line, in order;
    /// the problem <c>too-many-lines</c> ends the stream early and means that the file must be refused.
    /// </summary>
    /// <param name="stream">The whole file, at its start; not disposed.</param>
    /// <param name="head">The head of the same file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<StatementLine> ReadAsync(Stream stream, StatementHead head, CancellationToken cancellationToken);
}
