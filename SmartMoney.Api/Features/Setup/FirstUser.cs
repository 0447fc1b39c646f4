using SmartMoney.Api.Data.Model;

namespace SmartMoney.Api.Features.Setup;

/// <summary>The installation's operator, of whom there is one.</summary>
internal static class FirstUser
{
    /// <summary>A new one, not stored yet.</summary>
    public static User Of(string email, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(), UserName = email, Email = email, IsOperator = true, CreatedAt = now };
}
