using SmartMoney.Api.Data;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Domain.Calendar;
using SmartMoney.Domain.Money;

namespace SmartMoney.Api.Features.Accounts;

/// <summary>What a new account is to be.</summary>
/// <param name="Name">1 to 200 characters, unlike any other account's of the book.</param>
/// <param name="Kind">What kind of account it is.</param>
/// <param name="Currency">ISO 4217 code; the book's base currency unless given.</param>
/// <param name="OpeningBalance">Minor units; 0 unless given.</param>
/// <param name="OpeningDate">Rows before this day do not count in the balance; unless given, all count.</param>
/// <param name="InNetWorth">Whether it counts in the net worth; it does unless given.</param>
public sealed record NewAccount(
    string? Name, AccountKind? Kind, string? Currency = null, long? OpeningBalance = null, DateOnly? OpeningDate = null, bool? InNetWorth = null)
{
    internal Errors Check()
    {
        var errors = new Errors();
        errors.RequireText(Name, "name", LedgerTables.NameLength);
        AccountRules.Kind(errors, Kind);
        errors.Require(Currency is null || Domain.Money.Currency.TryGet(Currency, out _), "currency",
            "'currency' must be an ISO 4217 code in capital letters, such as JPY, EUR or USD.");
        AccountRules.OpeningBalance(errors, OpeningBalance ?? 0);
        AccountRules.Date(errors, OpeningDate, "openingDate");
        return errors;
    }

    internal Account Make(Book book, DateTimeOffset now) => new()
    {
        BookId = book.Id,
        Id = Guid.CreateVersion7(),
        Name = Name!.Trim(),
        Kind = Kind!.Value,
        Currency = Currency ?? book.BaseCurrency,
        OpeningBalance = OpeningBalance ?? 0,
        OpeningDate = OpeningDate,
        InNetWorth = InNetWorth ?? true,
        CreatedAt = now,
    };
}

/// <summary>What is to change about an account; what is absent stays, null clears a date.</summary>
/// <param name="Name">1 to 200 characters, unlike any other account's of the book.</param>
/// <param name="Kind">What kind of account it is.</param>
/// <param name="OpeningBalance">Minor units, at the start of the opening date.</param>
/// <param name="OpeningDate">Rows before this day do not count in the balance; null counts all.</param>
/// <param name="ClosedOn">The last day it was used; null opens it again.</param>
/// <param name="InNetWorth">Whether it counts in the net worth.</param>
/// <param name="Currency">Accepted only as it is: the account's rows are in it.</param>
public sealed record AccountPatch(
    Optional<string> Name,
    Optional<AccountKind?> Kind,
    Optional<long?> OpeningBalance,
    Optional<DateOnly?> OpeningDate,
    Optional<DateOnly?> ClosedOn,
    Optional<bool?> InNetWorth,
    Optional<string> Currency)
{
    internal Errors Check(Account account)
    {
        var errors = new Errors();
        if (Name.IsSet)
            errors.RequireText(Name.Value, "name", LedgerTables.NameLength);
        AccountRules.Kind(errors, Kind.Or(account.Kind));
        AccountRules.OpeningBalance(errors, OpeningBalance.Or(account.OpeningBalance));
        AccountRules.Date(errors, OpeningDate.Or(null), "openingDate");
        AccountRules.Date(errors, ClosedOn.Or(null), "closedOn");
        errors.Require(!(ClosedOn.Or(account.ClosedOn) < OpeningDate.Or(account.OpeningDate)), "closedOn", "'closedOn' cannot be before 'openingDate'.");
        errors.Require(InNetWorth.Or(account.InNetWorth) is not null, "inNetWorth", "'inNetWorth' must be true or false.");
        errors.Require(!Currency.IsSet || Currency.Value == account.Currency, "currency",
            "'currency' cannot be changed: the account's rows are in it. Make another account.");
        return errors;
    }

    internal void Apply(Account account)
    {
        account.Name = Name.Or(account.Name)!.Trim();
        account.Kind = Kind.Or(account.Kind)!.Value;
        account.OpeningBalance = OpeningBalance.Or(account.OpeningBalance)!.Value;
        account.OpeningDate = OpeningDate.Or(account.OpeningDate);
        account.ClosedOn = ClosedOn.Or(account.ClosedOn);
        account.InNetWorth = InNetWorth.Or(account.InNetWorth)!.Value;
    }
}

/// <summary>What the fields of an account may hold.</summary>
internal static class AccountRules
{
    public static void Kind(Errors errors, AccountKind? kind) => errors.Require(kind is not null, "kind",
        "'kind' must be one of cash, bank, creditCard, eMoney, investment, loan, receivable, other.");

    public static void OpeningBalance(Errors errors, long? amount) => errors.Require(
        amount is >= -MinorUnits.Limit and <= MinorUnits.Limit, "openingBalance", $"'openingBalance' must be between -{MinorUnits.Limit} and {MinorUnits.Limit}.");

    public static void Date(Errors errors, DateOnly? date, string field) => errors.Require(
        date is not { } day || LedgerDate.Accepts(day), field, $"'{field}' must lie between {LedgerDate.Min:yyyy-MM-dd} and {LedgerDate.Max:yyyy-MM-dd}.");
}
