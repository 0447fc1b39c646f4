namespace SmartMoney.Domain.Importing.Csv;

/// <summary>A column of a format. Header names compare without regard to width (full or half), letter case and surrounding space.</summary>
/// <param name="Name">What the reading code calls it, and the name in the format's first edition.</param>
/// <param name="Required">Whether a file that lacks it cannot be read.</param>
/// <param name="OtherNames">The names in the format's further editions, in the same order for each column.</param>
internal sealed record CsvColumn(string Name, bool Required = false, params string[] OtherNames);

/// <summary>The columns of a format. They are found by name: order and further columns don't matter.</summary>
/// <param name="Telling">How many of them a header must have to be this format's, if perhaps an incomplete one.</param>
/// <param name="Columns">All that are read.</param>
internal sealed record CsvLayout(int Telling, params CsvColumn[] Columns)
{
    /// <summary>Whether the header of a file is this format's.</summary>
    public bool Recognises(StatementHead head) => new CsvColumns(head.Header, this).AreTelling;

    /// <summary>Why a file with this header cannot be read, null when it can.</summary>
    public FileProblem? Check(StatementHead head)
    {
        var columns = new CsvColumns(head.Header, this);
        if (columns.Missing is { Count: > 0 } missing)
            return FileProblem.Of(head.Language, "missing-columns", string.Join(", ", missing));
        return columns.Repeated is { } repeated ? FileProblem.Of(head.Language, "repeated-column", repeated) : null;
    }
}
