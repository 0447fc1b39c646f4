using System.Text.Json;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Manifest;

/// <summary>
/// Reads an object of the manifest field by field and reports what it cannot take: a wrong kind of value, a field that is
/// missing, one that nobody asked for (it would be dropped in silence).
/// </summary>
internal sealed class JsonFields(JsonElement element, JsonPlace place, ProblemList problems)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>Where the object stands.</summary>
    public JsonPlace Place => place;

    /// <summary>The field, if it is there.</summary>
    public JsonElement? Optional(string name, JsonValueKind kind)
    {
        _asked.Add(name);
        if (!element.TryGetProperty(name, out var value))
            return null;
        if (value.ValueKind == kind || (kind == JsonValueKind.True && value.ValueKind == JsonValueKind.False))
            return value;
        problems.Add(place.Member(name).Where, $"must be {NameOf(kind)}, not {NameOf(value.ValueKind)}");
        return null;
    }

    /// <summary>The text of a field, if it is there.</summary>
    public string? Text(string name) => Optional(name, JsonValueKind.String) is { } value ? JsonText.Of(value, place.Member(name), problems) : null;

    /// <summary>The text of a field that must be there; empty where it is not.</summary>
    public string RequiredText(string name)
    {
        if (!element.TryGetProperty(name, out _))
            problems.Add(place.Where, $"'{name}' is missing");
        return Text(name) ?? "";
    }

    /// <summary>Text that may hold expressions.</summary>
    public ManifestText? Template(string name) => Text(name) is { } text ? new(text, place.Member(name)) : null;

    /// <summary>A truth value; false where it is missing.</summary>
    public bool Flag(string name) => Optional(name, JsonValueKind.True)?.GetBoolean() ?? false;

    /// <summary>A whole number within a range; Aspire writes 0 for 'not set' in some versions.</summary>
    public int? Number(string name, int low, int high)
    {
        if (Optional(name, JsonValueKind.Number) is not { } value)
            return null;
        if (value.TryGetInt32(out var number) && number >= low && number <= high)
            return number;
        problems.Add(place.Member(name).Where, $"must be a whole number from {low} to {high}");
        return null;
    }

    /// <summary>The members of a field that is an object.</summary>
    public IEnumerable<(string Name, JsonElement Value, JsonPlace Place)> Members(string name)
    {
        if (Optional(name, JsonValueKind.Object) is not { } value)
            return [];
        var at = place.Member(name);
        return value.EnumerateObject().Select(member => (member.Name, member.Value, at.Member(member.Name)));
    }

    /// <summary>The elements of a field that is an array.</summary>
    public IEnumerable<(JsonElement Value, JsonPlace Place)> Elements(string name)
    {
        if (Optional(name, JsonValueKind.Array) is not { } value)
            return [];
        var at = place.Member(name);
        return value.EnumerateArray().Select((element, index) => (element, at.Element(index)));
    }

    /// <summary>Texts by name, such as environment and build arguments.</summary>
    public IReadOnlyList<KeyValuePair<string, ManifestText>> Texts(string name) =>
    [
        .. Members(name).Select(member => (member.Name, Text: JsonText.Of(member.Value, member.Place, problems), member.Place))
            .Where(static member => member.Text is not null)
            .Select(static member => KeyValuePair.Create(member.Name, new ManifestText(member.Text!, member.Place))),
    ];

    /// <summary>Reads an element as an object; null and a problem where it is none.</summary>
    public static JsonFields? Of(JsonElement element, JsonPlace place, ProblemList problems)
    {
        if (element.ValueKind == JsonValueKind.Object)
            return new(element, place, problems);
        problems.Add(place.Where, $"must be {NameOf(JsonValueKind.Object)}, not {NameOf(element.ValueKind)}");
        return null;
    }

    /// <summary>Reports the fields that nobody asked for.</summary>
    public void ReportUnread(string what)
    {
        foreach (var member in element.EnumerateObject().Where(member => !_asked.Contains(member.Name)))
            problems.Add(place.Member(member.Name).Where, $"{what} has no field '{member.Name}' in the published schema", "Remove it, or teach SmartMoney.Deploy what it means");
    }

    internal static string NameOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };
}
