using SmartMoney.Deploy.Compose;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Bundle;

/// <summary>Texts of the policy with <c>${NAME}</c> for its variables and <c>{service}</c> for the service's name.</summary>
internal static class PolicyText
{
    internal static string ForService(string text, string service) => text.Replace("{service}", service, StringComparison.Ordinal);

    internal static ComposeText Of(string text, Location where, Variables variables, ProblemList problems)
    {
        var result = ComposeText.Of("");
        var at = 0;
        while (text.IndexOf("${", at, StringComparison.Ordinal) is var open and >= 0 && text.IndexOf('}', open) is var close and >= 0)
        {
            var name = text[(open + 2)..close];
            result += ComposeText.Of(text[at..open]);
            if (variables.Has(name))
                result += variables.Use(name);
            else
                problems.Add(where, $"'${{{name}}}' is no variable of the policy", "Declare it below 'variables'");
            at = close + 1;
        }
        return result + ComposeText.Of(text[at..]);
    }
}
