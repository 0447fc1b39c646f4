using SmartMoney.Api.Data.Model;

namespace SmartMoney.Api.Features.Households;

/// <summary>A person who belongs to the household.</summary>
/// <param name="UserId">The person.</param>
/// <param name="Email">What they sign in with.</param>
/// <param name="Role">What they may do in the book.</param>
/// <param name="JoinedAt">Since when.</param>
/// <param name="Version">Counts the changes of the role; <c>If-Match</c> of a change is <c>"version"</c>.</param>
public sealed record MemberView(Guid UserId, string Email, Role Role, DateTimeOffset JoinedAt, int Version);

/// <summary>A change of a member's role.</summary>
/// <param name="Role">Required: viewer, editor or owner.</param>
public sealed record MemberPatch(Role? Role);
