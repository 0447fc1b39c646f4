using System.Collections.Immutable;
using SmartMoney.Deploy.Compose;
using SmartMoney.Deploy.Expressions;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Bundle;

/// <summary>Texts of the policy with <c>${NAME}</c> for its variables and <c>{service}</c> for the service's name.</summary>
internal static class PolicyText
{
    internal static string ForService(string text, string service) => text.Replace("{service}", service, StringComparison.Ordinal);

    internal static ComposeText Of(string text, Location where, Variables variables, ProblemList problems)
    {
        var parts = Parts(text);
        var unknown = parts.OfType<VariablePart>().Where(part => !variables.Has(part.Name)).ToList();
        foreach (var part in unknown)
            problems.Add(where, $"'${{{part.Name}}}' is no variable of the policy", "Declare it below 'variables'");
        return unknown.Count > 0 ? default : ValueText.Plain(ResolvedValue.Of(parts), variables);
    }

    internal static ImmutableArray<ValuePart> Parts(string text)
    {
        var parts = new List<ValuePart>();
        var at = 0;
        while (text.IndexOf("${", at, StringComparison.Ordinal) is var open and >= 0 && text.IndexOf('}', open) is var close and >= 0)
        {
            parts.Add(new TextPart(text[at..open]));
            parts.Add(new VariablePart(text[(open + 2)..close]));
            at = close + 1;
        }
        parts.Add(new TextPart(text[at..]));
        return [.. parts];
    }
}
