namespace SmartMoney.Domain.Importing.Csv;

/// <summary>Where a format's columns stand in a file.</summary>
internal sealed class CsvColumns
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<string> _header;
    private readonly CsvLayout _layout;

    // How many columns go by their first name, their second, …: which edition of the format this is.
    private readonly int[] _editions;

    public CsvColumns(IReadOnlyList<string> header, CsvLayout layout)
    {
        _header = header;
        _layout = layout;
        _editions = new int[1 + layout.Columns.Max(column => column.OtherNames.Length)];
        for (var i = 0; i < header.Count; i++)
            Find(i);
    }

    /// <summary>How many columns the header has, known or not.</summary>
    public int Count => _header.Count;

    /// <summary>Whether the header is the format's, if perhaps incomplete.</summary>
    public bool AreTelling => _index.Count >= _layout.Telling;

    /// <summary>The required columns that the header lacks, named as in the edition that the header otherwise follows.</summary>
    public IReadOnlyList<string> Missing
    {
        get
        {
            var edition = Array.IndexOf(_editions, _editions.Max());
            return [.. _layout.Columns.Where(column => column.Required && !_index.ContainsKey(column.Name)).Select(column => NameIn(column, edition))];
        }
    }

    /// <summary>A known column that the header names twice.</summary>
    public string? Repeated { get; private set; }

    /// <summary>The position of a column, from 0, or -1.</summary>
    public int IndexOf(string name) => _index.GetValueOrDefault(name, -1);

    /// <summary>A column's name as the file writes it.</summary>
    public string NameAt(int index) => _header[index].Trim();

    private void Find(int position)
    {
        var name = Normal(_header[position]);
        foreach (var column in _layout.Columns)
        {
            for (var edition = 0; edition <= column.OtherNames.Length; edition++)
            {
                if (!name.Equals(NameIn(column, edition), StringComparison.OrdinalIgnoreCase))
                    continue;
                if (column.OtherNames.Length > 0)
                    _editions[edition]++;
                if (!_index.TryAdd(column.Name, position))
                    Repeated ??= NameAt(position);
                return;
            }
        }
    }

    private static string NameIn(CsvColumn column, int edition) =>
        edition == 0 || column.OtherNames.Length == 0 ? column.Name : column.OtherNames[Math.Min(edition, column.OtherNames.Length) - 1];

    // Full-width and half-width parentheses are the same name.
    private static string Normal(string name) => CompatibilityForm.Of(name).Trim();
}
