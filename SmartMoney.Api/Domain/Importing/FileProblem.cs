namespace SmartMoney.Domain.Importing;

/// <summary>Why a file as a whole is refused. The ledger stays as it was.</summary>
/// <param name="Code">Stable slug, for example <c>pdf-file</c>.</param>
/// <param name="Reason">What is wrong and what to do, in the language asked for.</param>
public sealed record FileProblem(string Code, string Reason)
{
    /// <summary>The refusal of a file beyond <see cref="StatementLimits.FileBytes"/>.</summary>
    /// <param name="language">Language of the reason, as for <see cref="StatementHead.Language"/>.</param>
    public static FileProblem TooLarge(string language = "en") => Of(language, "file-too-large", StatementLimits.FileBytes / 1_000_000);

    internal static FileProblem Of(string language, string code, params ReadOnlySpan<object> values) => new(code, Reasons.Text(language, code, values));
}
