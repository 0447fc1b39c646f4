using SmartMoney.Web.Backend;

namespace SmartMoney.Web.Imports;

/// <summary>A tab of an import's lines.</summary>
/// <param name="Outcome">As the API names it.</param>
public sealed record OutcomeTab(string Outcome, int Count);

/// <summary>A line that looks like a transaction that is there already: a person decides.</summary>
/// <param name="Similar">What it looks like; null where that is gone by now.</param>
public sealed record Suspect(ImportRow Row, Transaction? Similar)
{
    /// <summary>Both are transactions: what holds unless a person says otherwise.</summary>
    public const string Both = "both";

    /// <summary>The line is the transaction that it looks like.</summary>
    public const string Same = "same";

    /// <summary>The line is left out.</summary>
    public const string Skip = "skip";

    /// <summary>What can be decided, in the order of the choices.</summary>
    public static readonly IReadOnlyList<string> Decisions = [Same, Both, Skip];
}

/// <summary>What the page of an import shows of its counts.</summary>
public static class ImportView
{
    /// <summary>The tabs that have lines. Of a committed import, what was new or suspected is created or skipped.</summary>
    public static IReadOnlyList<OutcomeTab> Tabs(this Import import)
    {
        var committed = import.Status != "preview";
        var made = import.New + import.Suspects;
        OutcomeTab[] tabs = committed
            ? [new("created", import.Created), new("skipped", Math.Max(0, made - import.Created))]
            : [new("new", import.New), new("suspect", import.Suspects)];
        return
        [
            .. tabs.Concat([new("updated", import.Updated), new("duplicate", import.Duplicates), new("error", import.ErrorCount), new("other", import.Other)])
                .Where(tab => tab.Count > 0),
        ];
    }
}
