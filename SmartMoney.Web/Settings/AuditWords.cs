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
        var subject = entry.Kind is "invited" or "joined" or "roleChanged" ? WithRole(entry.Subject) : entry.Subject;
        var key = "audit.kind." + entry.Kind;
        return (string.IsNullOrEmpty(subject), texts.Find(key), texts.Find(key + ".bare")) switch
        {
            (_, null, _) => texts["audit.other", who, entry.Kind],
            (true, _, not null) => texts[key + ".bare", who],
            _ => texts[key, who, subject ?? ""],
        };
    }

    /// <summary>When, how often, with what and from where, as far as it is known.</summary>
    public string Where(AuditEntry entry, string timeZone) =>
        string.Join(" · ", new[] { dates.Instant(entry.At, timeZone), Again(entry, timeZone), entry.Device, entry.Address }.Where(part => !string.IsNullOrEmpty(part)));

    private string? Again(AuditEntry entry, string timeZone) =>
        entry.LastAt is { } last ? texts["audit.times", entry.Times, dates.Instant(last, timeZone)] : null;

    // A role, alone or after whose it is (bob@example.org: viewer), is said in the reader's language.
    private string? WithRole(string? subject)
    {
        var role = (subject?.LastIndexOf(' ') ?? -1) + 1;
        return texts.Find("roles." + subject?[role..]) is { } word ? subject![..role] + word : subject;
    }
}
