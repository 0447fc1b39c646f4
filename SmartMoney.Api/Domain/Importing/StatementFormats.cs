using SmartMoney.Domain.Importing.MoneyForward;
using SmartMoney.Domain.Importing.PayPay;
using SmartMoney.Domain.Importing.SmartMoney;
using SmartMoney.Domain.Importing.Smbc;
using SmartMoney.Domain.Importing.Zaim;

namespace SmartMoney.Domain.Importing;

/// <summary>The answer to "what is this file?": a format that can read it, or the reason why none can.</summary>
/// <param name="Format">Null exactly when there is a problem.</param>
/// <param name="Problem">Null exactly when there is a format.</param>
public sealed record StatementDetection(IStatementFormat? Format, FileProblem? Problem);

/// <summary>All formats that files are told apart into, by content and never by name.</summary>
public static class StatementFormats
{
    /// <summary>The formats, in the order they are asked.</summary>
    public static IReadOnlyList<IStatementFormat> All { get; } = [new MoneyForwardFormat(), new ZaimFormat(), new PayPayFormat(), new SmbcFormat(), new SmartMoneyFormat()];

    /// <summary>The ids of the formats whose rows nobody has categorised.</summary>
    public static string[] WithoutCategories { get; } = [.. All.Where(format => !format.HasCategories).Select(format => format.Id)];

    /// <summary>The ids of the formats whose rows a person writes down.</summary>
    public static string[] KeptByHand { get; } = [.. All.Where(format => format.KeptByHand).Select(format => format.Id)];

    /// <summary>Finds the format of a file from its first bytes.</summary>
    public static StatementDetection Detect(StatementHead head)
    {
        if (head.Problem is { } refused)
            return new(null, refused);
        if (All.FirstOrDefault(format => format.Recognises(head)) is not { } found)
            return new(null, Unknown(head));
        return found.Check(head) is { } problem ? new(null, problem) : new(found, null);
    }

    /// <summary>The format of an id, as kept with an import; null when there is none.</summary>
    public static IStatementFormat? Find(string id) => All.FirstOrDefault(format => format.Id == id);

    // NUL never occurs in text, yet a damaged line further down must not hide a header that was recognised: so this is asked last.
    private static FileProblem Unknown(StatementHead head) => head.HasNul
        ? FileProblem.Of(head.Language, "binary-file")
        : FileProblem.Of(head.Language, "unknown-header", head.FirstLine, string.Join(", ", All.Select(format => format.Name)));
}
