using SmartMoney.Deploy.Manifest;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Expressions;

/// <summary>The filter <c>uri</c> of <c>annotated.string</c>.</summary>
internal static class UriEncoding
{
    internal static ResolvedValue? Of(ResolvedValue value, AnnotatedString annotated, ProblemList problems)
    {
        if (value.Parts.Any(static piece => piece is VariablePart))
        {
            problems.Add(annotated.Value.Place.Where, $"'{annotated.Name}' is a value of .env, percent-encoded, which Compose cannot do", "Make the parameter a secret: its reader encodes it");
            return null;
        }
        return value with
        {
            Parts =
            [
                .. value.Parts.Select(static piece => piece switch
                {
                    TextPart text => text with { Text = Uri.EscapeDataString(text.Text) },
                    SecretPart secret => secret with { Uri = true },
                    _ => piece,
                }),
            ],
        };
    }
}
