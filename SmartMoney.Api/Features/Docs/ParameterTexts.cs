namespace SmartMoney.Api.Features.Docs;

/// <summary>What the parameters mean that several operations share.</summary>
internal static class ParameterTexts
{
    public static string? Of(string? name) => name switch
    {
        "id" => "The row's id.",
        "userId" => "The member.",
        "changeId" => "The change set, from the header SmartMoney-Change of the write.",
        "cursor" => "'next' of the page before, unchanged, with the same filters.",
        "limit" => "Rows in a page: 1 to 500, 50 unless given.",
        "from" => "First day or month, included.",
        "to" => "Last day or month, included.",
        "month" => "YYYY-MM; the current month of the book unless given.",
        "interval" => "month or year.",
        "account" => "Only rows of this account.",
        "category" => "Only rows of this category; 'none' for uncategorised ones.",
        "tag" => "Only rows with this tag.",
        "kind" => "income, expense, transfer or excluded.",
        "transfer" => "Only the two sides of this transfer.",
        "min" => "Smallest absolute amount, in minor units.",
        "max" => "Largest absolute amount, in minor units.",
        "q" => "Text in payee, description or notes; case and width do not matter.",
        "totals" => "true adds the totals of all rows that match, not of this page.",
        "outcome" => "Only lines with this outcome.",
        "commit" => "true previews and commits at once.",
        "extraPerMonth" => "What if so much more were saved in each remaining month? Minor units, less when negative, at most 10^15 either way; adds 'whatIf'.",
        "If-Match" => "The row's ETag, so that nobody's change is overwritten unseen.",
        "Idempotency-Key" => "1 to 255 visible ASCII characters. The same key within 24 hours repeats the answer, not the write.",
        _ => null,
    };
}
