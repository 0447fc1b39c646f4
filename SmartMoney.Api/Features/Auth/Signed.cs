using System.Security.Claims;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Auth;

/// <summary>The principal to sign a user in with.</summary>
internal static class Signed
{
    public static ClaimsPrincipal As(Guid userId) =>
        new(new ClaimsIdentity([new Claim(Caller.UserClaim, userId.ToString())], Schemes.Session));
}
