namespace SmartMoney.Deploy.Compose;

/// <summary>A node of a YAML file to be written.</summary>
internal abstract record YamlNode
{
    public static YamlNode Of(string text) => new YamlText(text);

    public static YamlNode Of(ComposeText text) => new YamlText(text.Escaped);

    public static YamlNode Of(int number) => new YamlPlain(number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public static YamlNode Of(bool value) => new YamlPlain(value ? "true" : "false");

    public static YamlNode List(IEnumerable<YamlNode> items) => new YamlList([.. items], Flow: false);

    /// <summary>A list on one line, for commands.</summary>
    public static YamlNode Line(IEnumerable<YamlNode> items) => new YamlList([.. items], Flow: true);
}

/// <summary>A text, quoted wherever a reader might take it for something else.</summary>
internal sealed record YamlText(string Text) : YamlNode;

/// <summary>A number or truth value.</summary>
internal sealed record YamlPlain(string Text) : YamlNode;

/// <summary>A list.</summary>
internal sealed record YamlList(IReadOnlyList<YamlNode> Items, bool Flow) : YamlNode;

/// <summary>A mapping, in the order of adding.</summary>
internal sealed record YamlMap : YamlNode
{
    private readonly List<(string Key, YamlNode Value)> _entries = [];

    public IReadOnlyList<(string Key, YamlNode Value)> Entries => _entries;

    public YamlMap Add(string key, YamlNode? value)
    {
        if (value is not (null or YamlList { Items: [] }))
            _entries.Add((key, value));
        return this;
    }

    /// <summary>Adds a mapping unless it is empty.</summary>
    public YamlMap AddFilled(string key, YamlMap value) => value.Entries.Count == 0 ? this : Add(key, value);
}
