namespace SmartMoney.Api.Data.Model;

/// <summary>What the API calls a role.</summary>
internal static class RoleWords
{
    /// <summary><c>viewer</c>, <c>editor</c> or <c>owner</c>.</summary>
    public static string Word(this Role role) => role.ToString().ToLowerInvariant();
}
