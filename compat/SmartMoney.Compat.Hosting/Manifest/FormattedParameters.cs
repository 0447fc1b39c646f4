using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Parameters that appear in an encoded form: <c>annotated.string</c> resources of their own.</summary>
internal sealed class FormattedParameters
{
    private readonly List<Entry> _entries = [];

    public string NameOf(ParameterResource parameter, string format)
    {
        var known = _entries.Find(e => ReferenceEquals(e.Parameter, parameter) && e.Format == format);
        if (known is null)
        {
            known = new Entry(parameter, format, FreeName($"{parameter.Name}-{format}-encoded"));
            _entries.Add(known);
        }

        return known.Name;
    }

    /// <summary>Writes those of one parameter, or all, that are not written yet.</summary>
    public void Write(ManifestPublishingContext context, ParameterResource? parameter = null)
    {
        foreach (var entry in _entries.Where(e => !e.Written && (parameter is null || ReferenceEquals(e.Parameter, parameter))))
        {
            entry.Written = true;
            context.Writer.WriteStartObject(entry.Name);
            context.Writer.WriteString("type", "annotated.string");
            context.Writer.WriteString("value", entry.Parameter.ValueExpression);
            context.Writer.WriteString("filter", entry.Format);
            context.Writer.WriteEndObject();
        }
    }

    private string FreeName(string name)
    {
        var candidate = name;
        for (var i = 1; _entries.Exists(e => e.Name == candidate); i++)
        {
            candidate = FormattableString.Invariant($"{name}-{i}");
        }

        return candidate;
    }

    private sealed record Entry(ParameterResource Parameter, string Format, string Name)
    {
        public bool Written { get; set; }
    }
}
