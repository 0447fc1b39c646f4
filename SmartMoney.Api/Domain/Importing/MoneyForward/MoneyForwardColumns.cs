using System.Text;

namespace SmartMoney.Domain.Importing.MoneyForward;

/// <summary>Where MoneyForward ME's columns stand in a file. They are found by name: order and further columns don't matter.</summary>
internal sealed class MoneyForwardColumns
{
    public const string Included = "計算対象";
    public const string Date = "日付";
    public const string Payee = "内容";
    public const string Amount = "金額(円)";
    public const string Account = "保有金融機関";
    public const string Large = "大項目";
    public const string Middle = "中項目";
    public const string Notes = "メモ";
    public const string Transfer = "振替";
    public const string Id = "ID";

    // Without 計算対象 or 振替 every total would be wrong without a word, so they are as required as the amount.
    private static readonly string[] Required = [Included, Date, Payee, Amount, Transfer];
    private static readonly string[] Known = [Included, Date, Payee, Amount, Account, Large, Middle, Notes, Transfer, Id];

    // Five of the ten: four (date, text, amount, memo) are what any Japanese export may have.
    private const int Telling = 5;

    private readonly Dictionary<string, int> _index = [];
    private readonly IReadOnlyList<string> _header;

    public MoneyForwardColumns(IReadOnlyList<string> header)
    {
        _header = header;
        for (var i = 0; i < header.Count; i++)
        {
            var name = Normal(header[i]);
            if (Known.Contains(name) && !_index.TryAdd(name, i))
                Repeated ??= header[i].Trim();
        }
    }

    /// <summary>How many columns the header has, known or not.</summary>
    public int Count => _header.Count;

    /// <summary>Whether the header is MoneyForward's, if perhaps incomplete.</summary>
    public bool AreTelling => _index.Count >= Telling;

    /// <summary>The required columns that the header lacks.</summary>
    public IReadOnlyList<string> Missing => [.. Required.Where(name => !_index.ContainsKey(name))];

    /// <summary>A known column that the header names twice.</summary>
    public string? Repeated { get; }

    /// <summary>The position of a column, from 0, or -1.</summary>
    public int IndexOf(string name) => _index.GetValueOrDefault(name, -1);

    /// <summary>A column's name as the file writes it.</summary>
    public string NameAt(int index) => _header[index].Trim();

    // Full-width and half-width parentheses are the same name.
    private static string Normal(string name) => name.Normalize(NormalizationForm.FormKC).Trim();
}
