using System.Globalization;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Features.Transactions;

/// <summary>The place of a row in the list's order: the page after it starts with the next older row.</summary>
internal sealed record TransactionCursor(DateOnly Date, Guid Id)
{
    private const string Format = "yyyy-MM-dd";

    /// <summary>The cursor that leads to what follows a row.</summary>
    public static string Of(TransactionView row) => Cursor.Encode(row.Date.ToString(Format, CultureInfo.InvariantCulture), row.Id.ToString());

    /// <summary>Reads a cursor; null, with an error when there is text, where it is none.</summary>
    public static TransactionCursor? Read(string? text, Errors errors)
    {
        if (text is null)
            return null;
        if (Cursor.TryDecode(text, 2, out var parts) && Guid.TryParse(parts[1], out var id)
            && DateOnly.TryParseExact(parts[0], Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return new(date, id);
        }

        Cursor.Refuse(errors);
        return null;
    }
}
