using System.Text.Json;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Manifest;

/// <summary>Reads <c>inputs</c>: what a person gives, or a tool generates.</summary>
internal static class InputReader
{
    // What Aspire's GenerateParameterDefault has.
    private const int DefaultLength = 22;
    private const int LongestValue = 1024;

    internal static IReadOnlyList<ParameterInput> Read(JsonFields owner, ProblemList problems) =>
        [.. owner.Members("inputs").Select(member => Input(member.Name, member.Value, member.Place, problems)).OfType<ParameterInput>()];

    private static ParameterInput? Input(string name, JsonElement element, JsonPlace place, ProblemList problems)
    {
        if (JsonFields.Of(element, place, problems) is not { } fields)
            return null;
        var type = fields.Text("type");
        if (type is not (null or "string"))
            problems.Add(place.Member("type").Where, $"an input of type '{type}' is not known", "The published schema has 'string' only");
        var secret = fields.Flag("secret");
        ManifestText? value = null;
        GenerateRule? generate = null;
        if (fields.Optional("default", JsonValueKind.Object) is { } given)
        {
            var defaults = new JsonFields(given, place.Member("default"), problems);
            value = defaults.Template("value");
            if (defaults.Optional("generate", JsonValueKind.Object) is { } rule)
                generate = Rule(new JsonFields(rule, place.Member("default").Member("generate"), problems), problems);
            defaults.ReportUnread("a default");
        }
        fields.ReportUnread("an input");
        return new(name, place, secret, value, generate);
    }

    private static GenerateRule Rule(JsonFields fields, ProblemList problems)
    {
        var length = fields.Number("minLength", 1, LongestValue) ?? DefaultLength;
        var classes = new List<CharacterClass>();
        foreach (var (name, min) in new[] { ("lower", "minLower"), ("upper", "minUpper"), ("numeric", "minNumeric"), ("special", "minSpecial") })
        {
            var allowed = fields.Optional(name, JsonValueKind.True)?.GetBoolean() ?? true;
            var least = fields.Number(min, 0, LongestValue) ?? 0;
            if (allowed)
                classes.Add(new(name, least));
            else if (least > 0)
                problems.Add(fields.Place.Member(min).Where, $"asks for characters that '{name}': false forbids");
        }
        if (classes.Count == 0)
            problems.Add(fields.Place.Where, "forbids every character, so nothing can be generated", "Allow one of lower, upper, numeric, special");
        fields.ReportUnread("'generate'");
        return new(Math.Max(length, classes.Sum(static c => c.Min)), classes);
    }
}
