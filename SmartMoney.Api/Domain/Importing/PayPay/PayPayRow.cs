using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmartMoney.Domain.Importing.Csv;
using SmartMoney.Domain.Importing.Text;
using SmartMoney.Domain.Money;

namespace SmartMoney.Domain.Importing.PayPay;

/// <summary>Turns a record of PayPay into a line of the statement.</summary>
internal static class PayPayRow
{
    // Points are income of their own kind. A refund must not look like income, and PayPay doesn't say what was bought, so it lowers the
    // default tree's "other" spending; a payment without a category is spending by its sign.
    private const string PointsCategory = "ポイント";
    private const string RefundCategory = "その他";

    private const int HashCharacters = 32;
    private static readonly Currency Yen = Currency.Get("JPY");

    public static StatementLine Read(CsvFields fields, string account)
    {
        var (date, time) = fields.DateAndTime(PayPayColumns.Date);
        var amount = fields.Movement(PayPayColumns.Outgoing, PayPayColumns.Incoming, Yen);
        var type = fields.OneLine(PayPayColumns.Type, StatementLimits.Text);
        var payee = fields.OneLine(PayPayColumns.Payee, StatementLimits.Text);
        var method = fields.OneLine(PayPayColumns.Method, StatementLimits.Text);
        var id = fields.OneLine(PayPayColumns.Id, StatementLimits.Name - HashCharacters - 1);
        var notes = Notes(fields, method);

        var kind = PayPayType.KindOf(type);
        var sources = PayPaySources.Read(method);
        var legs = Legs(fields, account, kind, amount, sources, out var unclear);

        if (fields.Refusal() is { } problem)
            return problem;
        if (amount == 0)
            return fields.Other(LineKinds.Zero);
        return new StatementRow(fields.Line, account, date, amount, Yen.Code, Payee(kind, payee, method), kind == PayPayKind.Payment ? "" : type)
        {
            BankId = id.Length > 0 ? BankId(id, date, time, kind, type, amount, sources) : null,
            IsTransfer = kind is PayPayKind.TopUp or PayPayKind.PayOut or PayPayKind.Investment,
            Category = kind switch { PayPayKind.Points => PointsCategory, PayPayKind.Refund => RefundCategory, _ => null },
            Notes = notes.Length > 0 ? notes : null,
            Raw = fields.Raw,
            Legs = legs,
            Warning = unclear ? fields.Sentence("payment-sources", CsvFields.Shown(method), Math.Abs(amount)) : null,
        };
    }

    // A top-up is "PayPay" in the file: the bank that it came from says more.
    private static string Payee(PayPayKind kind, string payee, string method) =>
        method.Length > 0 && (payee.Length == 0 || kind == PayPayKind.TopUp) ? method : payee;

    // What a card or a bank paid came into the wallet at that moment, and what it got back left it again. Each source gets a leg, so
    // that the wallet's balance is right and the card's own statement finds its other side.
    private static List<StatementLeg> Legs(CsvFields fields, string account, PayPayKind kind, long amount, List<PayPaySource> sources, out bool unclear)
    {
        unclear = false;
        List<StatementLeg> legs = [];
        if (!HasSources(kind, amount) || sources.TrueForAll(source => source.IsWallet))
            return legs;

        var rest = Math.Abs(amount) - sources.Sum(source => source.Amount ?? 0);
        var open = sources.Count(source => source.Amount is null);
        unclear = open == 1 ? rest <= 0 : open > 1 || rest != 0;
        foreach (var source in sources.Where(source => !source.IsWallet))
        {
            var paid = source.Amount ?? (open == 1 ? rest : 0);
            if (paid > 0)
                legs.Add(new(account, amount < 0 ? paid : -paid, Yen.Code, source.Name, Paired: false));
        }
        if (legs.Count > StatementLimits.Legs)
            fields.Refuse(PayPayColumns.Method, "too-many-sources", legs.Count, StatementLimits.Legs);
        return legs;
    }

    // A transfer's method is its other side already, and points come from nowhere. What is received as something unknown may well be a
    // transfer too, so its method takes nothing away.
    private static bool HasSources(PayPayKind kind, long amount) => kind switch
    {
        PayPayKind.Payment or PayPayKind.Refund => true,
        PayPayKind.Other => amount < 0,
        _ => false,
    };

    // One transaction id may have several rows: the payment and its points, a refund in parts. What the app says in its language is taken
    // out as far as it is known, so that an export in another language is the same rows.
    private static string BankId(string id, DateOnly date, TimeOnly? time, PayPayKind kind, string type, long amount, List<PayPaySource> sources)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd}|{time:HH\\:mm\\:ss}|");
        text.Append(CultureInfo.InvariantCulture, $"{(kind == PayPayKind.Other ? MatchText.Normalise(type) : kind.ToString())}|{amount}");
        foreach (var source in sources)
            text.Append(CultureInfo.InvariantCulture, $"|{source.Key}:{source.Amount}");
        return $"{id}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, HashCharacters / 2))}";
    }

    // The method, how it is paid off, whose card it was, and what was paid abroad: a line each.
    private static string Notes(CsvFields fields, string method)
    {
        var option = fields.OneLine(PayPayColumns.Option, StatementLimits.Text);
        var user = fields.OneLine(PayPayColumns.User, StatementLimits.Text);
        string[] lines = [method, option, user, Abroad(fields)];
        return string.Join('\n', lines.Where(line => line.Length > 0));
    }

    private static string Abroad(CsvFields fields)
    {
        var currency = fields.OneLine(PayPayColumns.Currency, StatementLimits.Text);
        var paid = fields.OneLine(PayPayColumns.Overseas, StatementLimits.Text);
        var rate = LocalNumbers.ToAscii(fields.OneLine(PayPayColumns.Rate, StatementLimits.Text));
        var country = fields.OneLine(PayPayColumns.Country, StatementLimits.Text);
        // The country alone says nothing: money received from a friend has JP.
        if (paid.Length == 0)
            return "";
        var text = $"{currency} {paid}".Trim();
        if (rate.Length > 0)
            text += $" at {rate}";
        return country.Length > 0 ? $"{text} ({country})" : text;
    }
}
