using SmartMoney.Web.Backend;
using SmartMoney.Web.Languages;

namespace SmartMoney.Web.Settings;

/// <summary>Says an entry of a book's log as a sentence.</summary>
public sealed class AuditWords(Texts texts, Dates dates)
{
    /// <summary>Who did what: one sentence. A kind that has none yet is told by its name.</summary>
    public string Sentence(AuditEntry entry)
    {
        var who = entry.Who ?? texts["audit.somebody"];
        var subject = texts.Find("roles." + entry.Subject) ?? entry.Subject;
        var key = "audit.kind." + entry.Kind;
        return (string.IsNullOrEmpty(subject), texts.Find(key), texts.Find(key + ".bare")) switch
        {
            (_, null, _) => texts["audit.other", who, entry.Kind],
            (true, _, not null) => texts[key + ".bare", who],
            _ => texts[key, who, subject ?? ""],
        };
    }

    /// <summary>When, with what and from where, as far as it is known.</summary>
    public string Where(AuditEntry entry, string timeZone) =>
        string.Join(" · ", new[] { dates.Instant(entry.At, timeZone), entry.Device, entry.Address }.Where(part => !string.IsNullOrEmpty(part)));
}
