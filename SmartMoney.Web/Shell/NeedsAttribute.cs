using SmartMoney.Web.Backend;

namespace SmartMoney.Web.Shell;

/// <summary>Marks a page that is of use to some roles only: the others are told so, whatever else the address says.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(Role least) : Attribute
{
    /// <summary>The least role that opens the page.</summary>
    public Role Least => least;
}

/// <summary>
/// Marks a page whose forms ask for passwords or codes: nothing that is derived from what is typed leaves for the API,
/// not even as an idempotency key.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AsksForSecretsAttribute : Attribute;
