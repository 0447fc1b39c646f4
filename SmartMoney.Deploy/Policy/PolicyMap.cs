using System.Globalization;
using SmartMoney.Deploy.Problems;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SmartMoney.Deploy.Policy;

/// <summary>Reads a mapping of the policy key by key, strictly: what nobody asked for is a mistake, most often in spelling.</summary>
internal sealed class PolicyMap(YamlMappingNode node, string path, string file, ProblemList problems, Location? where = null)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>Its keys from the top, such as <c>services.api</c>; empty for the whole file.</summary>
    public string Path => path;

    /// <summary>Where it begins.</summary>
    public Location Where => where ?? At(node, path);

    /// <summary>All keys with their places.</summary>
    public IReadOnlyDictionary<string, Location> Keys =>
        node.Children.Keys.OfType<YamlScalarNode>().ToDictionary(static key => key.Value ?? "", key => At(key, Child(key.Value ?? "")), StringComparer.Ordinal);

    /// <summary>The place of a key; of the mapping where it is missing.</summary>
    public Location KeyAt(string key) => Keys.TryGetValue(key, out var where) ? where : Where with { Path = Child(key) };

    public void Problem(string key, string what, string remedy = "") => problems.Add(KeyAt(key), what, remedy);

    /// <summary>Whether the key is there, even without a value.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>Whether a single value stands behind the key.</summary>
    public bool IsText(string key) => Find(key) is YamlScalarNode { Value: not (null or "") };

    public string? Text(string key)
    {
        _asked.Add(key);
        return Find(key) is { } value ? Scalar(value, key) : null;
    }

    public string RequiredText(string key)
    {
        var text = Text(key);
        if (text is null && !Has(key))
            problems.Add(Where, $"'{key}' is missing");
        return text ?? "";
    }

    public bool? Flag(string key) => Text(key) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var other => Wrong<bool>(key, $"'{other}' must be true or false"),
    };

    public int? Number(string key, int low, int high)
    {
        if (Text(key) is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high
            ? number
            : Wrong<int>(key, $"'{text}' must be a whole number from {low} to {high}");
    }

    /// <summary>A size such as <c>640M</c> or <c>1G</c>, in MiB.</summary>
    public int? Megabytes(string key)
    {
        if (Text(key) is not { } text)
            return null;
        return Sizes.Megabytes(text) ?? Wrong<int>(key, $"'{text}' is no size", "Write 640M or 1G");
    }

    /// <summary>A length of time such as <c>15s</c> or <c>1m30s</c>.</summary>
    public TimeSpan? Duration(string key)
    {
        if (Text(key) is not { } text)
            return null;
        return Sizes.Duration(text) ?? Wrong<TimeSpan>(key, $"'{text}' is no length of time", "Write 15s, 2m or 1m30s");
    }

    /// <summary>One of some words.</summary>
    public T? Word<T>(string key, params (string Word, T Value)[] words)
        where T : struct
    {
        if (Text(key) is not { } text)
            return null;
        var found = words.Where(word => word.Word == text).Select(static word => (T?)word.Value).FirstOrDefault();
        return found ?? Wrong<T>(key, $"'{text}' is none of {string.Join(", ", words.Select(static word => word.Word))}");
    }

    public IReadOnlyList<string>? Texts(string key)
    {
        _asked.Add(key);
        if (Find(key) is not { } value)
            return null;
        if (value is YamlSequenceNode sequence)
            return [.. sequence.Children.Select(item => Scalar(item, key)).OfType<string>()];
        problems.Add(KeyAt(key), "must be a list");
        return null;
    }

    public IReadOnlyList<PolicyMap> Maps(string key)
    {
        _asked.Add(key);
        if (Find(key) is not { } value)
            return [];
        if (value is YamlSequenceNode sequence && sequence.Children.All(static item => item is YamlMappingNode))
            return [.. sequence.Children.Cast<YamlMappingNode>().Select((item, index) => new PolicyMap(item, string.Create(CultureInfo.InvariantCulture, $"{Child(key)}[{index}]"), file, problems))];
        problems.Add(KeyAt(key), "must be a list of mappings");
        return [];
    }

    public PolicyMap? Map(string key)
    {
        _asked.Add(key);
        switch (Find(key))
        {
            case null or YamlScalarNode { Value: null or "" }:
                return null;
            case YamlMappingNode map:
                return new(map, Child(key), file, problems, KeyAt(key));
            default:
                problems.Add(KeyAt(key), "must be a mapping");
                return null;
        }
    }

    /// <summary>Every key with its text; null where nothing stands behind it.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Entries() =>
        [.. Keys.Keys.Select(key => KeyValuePair.Create(key, IsNull(Find(key)) ? Asked(key) : Text(key)))];

    /// <summary>Every key with its mapping; one without is an empty one.</summary>
    public IEnumerable<KeyValuePair<string, PolicyMap>> Children() =>
        [.. Keys.Keys.Select(key => KeyValuePair.Create(key, Map(key) ?? new(new YamlMappingNode(), Child(key), file, problems, KeyAt(key))))];

    public void ReportUnread()
    {
        foreach (var key in Keys.Where(key => !_asked.Contains(key.Key)))
            problems.Add(key.Value, $"'{key.Key}' is no key of the policy here", _asked.Count == 0 ? "" : $"Known here: {string.Join(", ", _asked.Order(StringComparer.Ordinal))}");
    }

    private string? Asked(string key)
    {
        _asked.Add(key);
        return null;
    }

    private static bool IsNull(YamlNode? value) => value is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    private YamlNode? Find(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    private string? Scalar(YamlNode value, string key)
    {
        if (value is YamlScalarNode scalar && !IsNull(scalar))
            return scalar.Value;
        problems.Add(At(value, Child(key)), value is YamlScalarNode ? "has no value" : "must be a single value");
        return null;
    }

    private T? Wrong<T>(string key, string what, string remedy = "")
        where T : struct
    {
        problems.Add(KeyAt(key), what, remedy);
        return null;
    }

    private string Child(string key) => path.Length == 0 ? key : $"{path}.{key}";

    private Location At(YamlNode value, string at) => new(file, at, checked((int)Math.Max(value.Start.Line, 1)));
}
