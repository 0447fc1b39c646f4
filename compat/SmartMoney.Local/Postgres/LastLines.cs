namespace SmartMoney.Local.Postgres;

/// <summary>The last words of a program, for an error message.</summary>
internal sealed class LastLines
{
    private const int Kept = 3;

    private readonly Queue<string> _lines = [];

    public void Add(string line)
    {
        lock (_lines)
        {
            if (line.Trim() is { Length: > 0 } words)
            {
                _lines.Enqueue(words);
            }

            if (_lines.Count > Kept)
            {
                _lines.Dequeue();
            }
        }
    }

    public override string ToString()
    {
        lock (_lines)
        {
            return _lines.Count == 0 ? "it said nothing" : string.Join(" / ", _lines);
        }
    }
}
