using SmartMoney.Benchmarks.Generating;
using SmartMoney.Domain;

namespace SmartMoney.Tests.Api.Households;

/// <summary>How a household lives and what it writes down: as different as real ones.</summary>
internal sealed record Habits(SplitMix64 Random)
{
    public DateOnly From { get; } = new(2025, 2 + Random.Next(4), 1);

    public int Months { get; } = 2 + Random.Next(2);

    /// <summary>Where the daily coffee is paid: each is an account that one file alone shows, the wallet only where MoneyForward does not.</summary>
    public string CoffeeIn { get; } = new[] { Names.Cash, Names.Card, Names.Wallet }[Random.Next(3)];

    public bool MoneyForwardShowsWallet { get; } = Random.Next(100) < 30;

    public bool ZaimHasTopUps { get; } = Random.Next(2) == 0;

    public bool ZaimHasSettlements { get; } = Random.Next(2) == 0;

    public bool ZaimHasSavings { get; } = Random.Next(100) < 30;

    public bool ZaimHasBankSpending { get; } = Random.Next(100) < 40;

    public bool ZaimHasWallet { get; } = Random.Next(100) < 30;

    public bool PayPayInEnglish { get; } = Random.Next(100) < 30;

    /// <summary>Percent of the records written by hand that are a day off.</summary>
    public int Slips { get; } = Random.Next(2) == 0 ? 0 : 15;

    /// <summary>The first day that MoneyForward knows of the bank: an account is connected at some time.</summary>
    public int BankConnectedAfter { get; } = Random.Next(100) < 25 ? Random.Next(25) : 0;

    public bool FundsByBank { get; } = Random.Next(2) == 0;
}
