using SmartMoney.Domain.Categories;
using SmartMoney.Domain.Importing.Csv;
using SmartMoney.Domain.Importing.Text;
using SmartMoney.Domain.Money;

namespace SmartMoney.Domain.Importing.Zaim;

/// <summary>Turns a record of Zaim into a line of the statement.</summary>
internal static class ZaimRow
{
    private const string Payment = "payment";
    private const string Income = "income";
    private const string Transfer = "transfer";
    private const string Balance = "balance";

    private const string Always = "常に集計に含める";
    private const string Never = "集計に含めない";
    private const string YearOnly = "年の集計にのみ含める";

    // Zaim keeps the categories of income apart from those of spending: both have その他, and only 方法 says which is meant. Below 収入 a
    // name is income for certain, one that the user added too.
    private const string IncomeCategory = "収入";
    private const string Other = "その他";
    private const string Uncategorised = "未分類";

    public static StatementLine Read(CsvFields fields, string formatName)
    {
        var date = fields.Date(ZaimColumns.Date);
        var method = Method(fields);
        var from = fields.OneLine(ZaimColumns.From, StatementLimits.Name);
        var to = fields.OneLine(ZaimColumns.To, StatementLimits.Name);
        var item = fields.OneLine(ZaimColumns.Item, StatementLimits.Text);
        var shop = fields.OneLine(ZaimColumns.Shop, StatementLimits.Text);
        var notes = fields.Notes(ZaimColumns.Notes);
        var currency = CurrencyOf(fields);
        var amount = Amount(fields, method, currency);
        var (category, genre) = Category(fields, method);
        var counts = Counts(fields);

        if (fields.Refusal() is { } problem)
            return problem;
        // A transfer within one account moves as little as a zero does.
        if (amount == 0 || (method == Transfer && from.Length > 0 && from == to))
            return fields.Other(LineKinds.Zero);

        var account = Account(method, amount, from, to);
        if (account.Length == 0)
            account = formatName;
        var payee = shop.Length > 0 ? shop : item;
        var row = new StatementRow(fields.Line, account, date, amount, currency.Code, payee, item)
        {
            Excluded = !counts || method == Balance,
            Category = category,
            Subcategory = genre,
            Notes = notes.Length > 0 ? notes : null,
            Raw = fields.Raw,
        };
        return method switch
        {
            Transfer when from.Length > 0 && to.Length > 0 => row with
            {
                Payee = payee.Length > 0 ? payee : to,
                IsTransfer = true,
                Legs = [new(to, -amount, currency.Code, payee.Length > 0 ? payee : from, Paired: true)],
            },
            Transfer => row with { IsTransfer = true },
            Balance when payee.Length == 0 => row with { Payee = ZaimColumns.Adjustment },
            _ => row,
        };
    }

    private static string Method(CsvFields fields)
    {
        var value = fields.Value(ZaimColumns.Method);
        var method = LocalNumbers.ToAscii(value).ToLowerInvariant();
        if (method is not (Payment or Income or Transfer or Balance))
            fields.Refuse(ZaimColumns.Method, "bad-choice", CsvFields.Shown(value), $"{Payment}, {Income}, {Transfer}, {Balance}");
        return method;
    }

    private static Currency CurrencyOf(CsvFields fields)
    {
        var value = fields.Value(ZaimColumns.Currency);
        if (value.Length == 0)
            return Currency.Get("JPY");
        if (Currency.TryGet(LocalNumbers.ToAscii(value).ToUpperInvariant(), out var currency))
            return currency;
        fields.Refuse(ZaimColumns.Currency, "bad-currency", CsvFields.Shown(value));
        return Currency.Get("JPY");
    }

    private static long Amount(CsvFields fields, string method, Currency currency)
    {
        var (column, sign) = method switch
        {
            Payment => (ZaimColumns.Payment, -1),
            Income => (ZaimColumns.Income, 1),
            Transfer => (ZaimColumns.Transfer, 0),
            Balance => (ZaimColumns.Adjustment, 1),
            _ => ("", 0),
        };
        if (column.Length == 0)
            return 0;
        // In another currency the amount columns may be converted to yen already; 通貨変換前の金額 then has what was paid.
        if (currency.Code != "JPY" && fields.OptionalAmount(ZaimColumns.Original, currency) is { } original and not 0)
            return original * Sign(fields, sign);
        return fields.Amount(column, currency) * Sign(fields, sign);
    }

    // Money leaves the account that pays, and arrives where only the other account is named.
    private static int Sign(CsvFields fields, int sign) =>
        sign != 0 ? sign : fields.Value(ZaimColumns.From).Length == 0 && fields.Value(ZaimColumns.To).Length > 0 ? 1 : -1;

    private static string Account(string method, long amount, string from, string to)
    {
        var (first, second) = method switch
        {
            Income => (to, from),
            Balance when amount > 0 => (to, from),
            _ => (from, to),
        };
        return first.Length > 0 ? first : second;
    }

    private static (string? Category, string? Genre) Category(CsvFields fields, string method)
    {
        var category = fields.OneLine(ZaimColumns.Category, StatementLimits.Name);
        var genre = fields.OneLine(ZaimColumns.Genre, StatementLimits.Name);
        if (method is not (Payment or Income) || StatementCategories.IsNone(category))
            return (null, null);
        if (method == Income)
            return (IncomeCategory, category);
        // What Zaim could not file itself.
        if (category == Other && genre == Uncategorised)
            return (null, null);
        return (category, StatementCategories.IsNone(genre) ? null : genre);
    }

    private static bool Counts(CsvFields fields)
    {
        var value = fields.Value(ZaimColumns.Counting);
        if (value is not ("" or Always or Never or YearOnly))
            fields.Refuse(ZaimColumns.Counting, "bad-choice", CsvFields.Shown(value), $"{Always}, {YearOnly}, {Never}");
        return value != Never;
    }
}
