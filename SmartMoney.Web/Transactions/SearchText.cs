using System.Globalization;
using System.Text.RegularExpressions;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Formatting;
using SmartMoney.Web.Languages;

namespace SmartMoney.Web.Transactions;

/// <summary>
/// What was typed into the search box, taken apart: <c>category:food amount&gt;5000 2026-01..2026-03 seven</c>. The names
/// of the operators are English and, beside that, the page's language's. What is no operator is text to look for.
/// </summary>
public sealed partial class SearchText(IReadOnlyList<Account> accounts, IReadOnlyList<Category> categories, Texts texts)
{
    private static readonly string[] Operators = ["account", "category", "tag", "kind", "amount"];

    /// <summary>The query fields that the text means.</summary>
    public IReadOnlyDictionary<string, string> Read(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var words = new List<string>();
        foreach (Match match in Token().Matches(TypedText.Unified(text)))
        {
            var word = match.Value;
            if (!TryDates(word, fields) && !TryOperator(match, fields))
            {
                words.Add(word.Trim('"'));
            }
        }

        if (words.Count > 0)
        {
            fields["q"] = string.Join(' ', words);
        }

        return fields;
    }

    private bool TryOperator(Match match, Dictionary<string, string> fields)
    {
        var name = Operators.FirstOrDefault(candidate => Names(candidate).Contains(match.Groups["name"].Value, StringComparer.OrdinalIgnoreCase));
        var value = match.Groups["value"].Value.Trim('"');
        var sign = match.Groups["sign"].Value;
        if (name is null || value.Length == 0 || (name != "amount" && sign != ":"))
        {
            return false;
        }

        var found = name switch
        {
            "account" => Find(accounts, account => account.Name, value)?.Id.ToString(),
            "category" => Is("none", value) ? "none" : Find(categories, category => category.Name, value)?.Id.ToString(),
            "kind" => TransactionFilter.Kinds.FirstOrDefault(kind => Is(kind, value)),
            "tag" => value,
            _ => null,
        };
        if (found is not null)
        {
            fields[name] = found;
        }

        return found is not null || (name == "amount" && TryAmounts(sign, value, fields));
    }

    private static bool TryAmounts(string sign, string value, Dictionary<string, string> fields)
    {
        var ends = value.Split("..", 2);
        if (!ends.All(end => end.Length == 0 || AmountText.TryParse(end, 4, out _)))
        {
            return false;
        }

        var (min, max) = (sign[0], ends) switch
        {
            (_, [var from, var to]) => (from, to),
            ('>', [var from]) => (from, ""),
            ('<', [var to]) => ("", to),
            _ => (value, value),
        };
        Put(fields, "min", min);
        Put(fields, "max", max);
        return true;
    }

    // 2026-03 is a month; 2026-01..2026-03 and 2026-01-15..2026-02-01 are days, both ends included.
    private static bool TryDates(string word, Dictionary<string, string> fields)
    {
        if (Month.TryParse(word, out _))
        {
            fields["month"] = word;
            return true;
        }

        if (word.Split("..") is not [var from, var to] || Day(from, last: false) is not { } first || Day(to, last: true) is not { } last)
        {
            return false;
        }

        Put(fields, "from", first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Put(fields, "to", last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return true;
    }

    private static DateOnly? Day(string text, bool last)
    {
        if (Month.TryParse(text, out var month))
        {
            return last ? month.FirstDay.AddMonths(1).AddDays(-1) : month.FirstDay;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    private IEnumerable<string> Names(string name) => texts["transactions.operator." + name].Split(',').Append(name);

    private bool Is(string name, string value) =>
        value.Equals(name, StringComparison.OrdinalIgnoreCase) || value.Equals(texts["transactions.kind." + name], StringComparison.OrdinalIgnoreCase);

    // The whole name, else its beginning, else a part of it.
    private static T? Find<T>(IReadOnlyList<T> all, Func<T, string> name, string value)
        where T : class =>
        all.FirstOrDefault(item => name(item).Equals(value, StringComparison.OrdinalIgnoreCase))
        ?? all.FirstOrDefault(item => name(item).StartsWith(value, StringComparison.OrdinalIgnoreCase))
        ?? all.FirstOrDefault(item => name(item).Contains(value, StringComparison.OrdinalIgnoreCase));

    private static void Put(Dictionary<string, string> fields, string field, string value)
    {
        if (value.Length > 0)
        {
            fields[field] = value;
        }
    }

    [GeneratedRegex("""(?<name>\p{L}+)(?<sign>:|>=?|<=?|=)(?<value>"[^"]*"|\S+)|"[^"]*"|\S+""", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Token();
}
