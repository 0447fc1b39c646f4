using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Auth;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Features.Households;

/// <summary>Whom to invite.</summary>
/// <param name="Role">Required: viewer, editor or owner; what the one who accepts may do.</param>
public sealed record NewInvitation(Role? Role);

/// <summary>An invitation just made: the only answer that holds its link.</summary>
/// <param name="Token">What the link carries.</param>
/// <param name="Url">The link to hand over. Whoever has it can join, once.</param>
/// <param name="ExpiresAt">Seven days from now.</param>
public sealed record MadeInvitation(Guid Id, Role Role, string Token, string Url, DateTimeOffset ExpiresAt);

/// <summary>An invitation that waits, without its link, which nobody can read again.</summary>
/// <param name="InvitedBy">The e-mail address of who made it.</param>
public sealed record InvitationView(Guid Id, Role Role, string InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <summary>The token of an invitation's link.</summary>
public sealed record InvitationToken(string? Token);

/// <summary>What an invitation is to, for who has its link.</summary>
/// <param name="BookName">The household.</param>
/// <param name="Role">What one may do in it.</param>
/// <param name="InvitedBy">The e-mail address of who made it.</param>
public sealed record OpenInvitation(string BookName, Role Role, string InvitedBy, DateTimeOffset ExpiresAt);

/// <summary>Accepts an invitation: for the one who is signed in, or for somebody new.</summary>
/// <param name="Token">Required: what the link carries.</param>
/// <param name="Email">Who is new and not signed in: what they will sign in with.</param>
/// <param name="Password">Who is new and not signed in: at least 10 characters; length is the only rule.</param>
public sealed record AcceptInvitation(string? Token, string? Email = null, string? Password = null)
{
    internal Errors Check(bool isNew)
    {
        var errors = new Errors();
        errors.Require(!string.IsNullOrWhiteSpace(Token), "token", "'token' is required: it is in the link.");
        if (isNew)
            errors.RequireCredentials(Email, Password);
        return errors;
    }
}

/// <summary>Who joined which book.</summary>
public sealed record Joined(Guid UserId, Guid BookId);
