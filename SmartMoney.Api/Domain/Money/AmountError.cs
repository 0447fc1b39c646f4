namespace SmartMoney.Domain.Money;

/// <summary>Why a text or a number is not an amount in minor units.</summary>
public enum AmountError
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>There is no text, or only white space.</summary>
    Empty,

    /// <summary>Not a number, or its thousands separators stand in the wrong places.</summary>
    Malformed,

    /// <summary>More decimals than the currency has; nothing is rounded away silently.</summary>
    TooManyDecimals,

    /// <summary>Beyond <see cref="MinorUnits.Limit"/>.</summary>
    TooLarge,
}
