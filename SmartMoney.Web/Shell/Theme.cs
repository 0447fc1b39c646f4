namespace SmartMoney.Web.Shell;

/// <summary>Light, dark, or as the system has it: kept in a plain cookie and written into the page by the server.</summary>
public static class Theme
{
    public const string Cookie = "sm-theme";

    /// <summary>The choices, in the order in which the toggle goes through them.</summary>
    public static readonly IReadOnlyList<string> Codes = ["system", "light", "dark"];

    /// <summary>The browser's choice.</summary>
    public static string Of(HttpRequest request) =>
        Codes.FirstOrDefault(code => code == request.Cookies[Cookie]) ?? Codes[0];
}
