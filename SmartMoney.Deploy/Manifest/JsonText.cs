using System.Text.Json;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Manifest;

/// <summary>Texts of a JSON document, and what may be wrong with them.</summary>
internal static class JsonText
{
    /// <summary>The text; null and a problem where the value is none, or no text that a file could hold.</summary>
    internal static string? Of(JsonElement value, JsonPlace place, ProblemList problems)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            problems.Add(place.Where, $"must be a text, not {JsonFields.NameOf(value.ValueKind)}");
            return null;
        }
        try
        {
            var text = value.GetString()!;
            if (!text.Contains('\0', StringComparison.Ordinal))
                return text;
            problems.Add(place.Where, "holds a NUL character, which no environment and no file of a container can have");
        }
        catch (InvalidOperationException)
        {
            problems.Add(place.Where, "is no valid Unicode text (half of a surrogate pair)");
        }
        return null;
    }

    /// <summary>Reports keys that occur twice in one object: which one counts differs from reader to reader.</summary>
    internal static void ReportDuplicates(JsonElement element, JsonPlace place, ProblemList problems)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var member in element.EnumerateObject())
            {
                var at = place.Member(member.Name);
                if (!seen.Add(member.Name))
                    problems.Add(at.Where, "occurs twice in the same object", "Keep one of them");
                ReportDuplicates(member.Value, at, problems);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in element.EnumerateArray())
                ReportDuplicates(item, place.Element(index++), problems);
        }
    }
}
