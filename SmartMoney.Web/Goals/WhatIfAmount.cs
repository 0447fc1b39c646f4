using SmartMoney.Web.Formatting;

namespace SmartMoney.Web.Goals;

/// <summary>The amount that a person types to see what if so much more were saved a month.</summary>
/// <param name="Typed">As it was typed; it stays in the field and in the address.</param>
/// <param name="Minor">In minor units; null where nothing, or nothing readable, was typed.</param>
public sealed record WhatIfAmount(string? Typed, long? Minor)
{
    /// <summary>The query field.</summary>
    public const string Field = "extra";

    /// <summary>True when something was typed that is no amount.</summary>
    public bool Unreadable => Minor is null && !string.IsNullOrWhiteSpace(Typed);

    /// <summary>Reads an address's field.</summary>
    public static WhatIfAmount Of(string? typed, int digits) => new(typed, AmountText.TryParse(typed, digits, out var minor) ? minor : null);
}
