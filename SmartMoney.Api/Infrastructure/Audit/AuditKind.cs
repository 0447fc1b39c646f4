namespace SmartMoney.Api.Infrastructure.Audit;

/// <summary>What is written down about access. The names are the API's words, in camel case.</summary>
public enum AuditKind
{
    /// <summary>A browser was signed in.</summary>
    SignedIn,

    /// <summary>A wrong password.</summary>
    SignInFailed,

    /// <summary>A right password, but a wrong code.</summary>
    SecondFactorFailed,

    /// <summary>A browser was signed out.</summary>
    SignedOut,

    /// <summary>The password was changed by who knew it.</summary>
    PasswordChanged,

    /// <summary>The password was set by the operator's link.</summary>
    PasswordReset,

    /// <summary>Another e-mail address; the subject is the former one.</summary>
    EmailChanged,

    /// <summary>The authenticator app is asked for from now on.</summary>
    TotpOn,

    /// <summary>The authenticator app is not asked for any more.</summary>
    TotpOff,

    /// <summary>New recovery codes; the former ones ended.</summary>
    RecoveryCodesMade,

    /// <summary>A recovery code was used instead of the app.</summary>
    RecoveryCodeUsed,

    /// <summary>A passkey came; the subject is its name.</summary>
    PasskeyAdded,

    /// <summary>A passkey went; the subject is its name.</summary>
    PasskeyRemoved,

    /// <summary>A passkey was named whose answer was wrong.</summary>
    PasskeyRefused,

    /// <summary>The operator took the second factor off.</summary>
    SecondFactorRemoved,

    /// <summary>The operator made a link that resets the password.</summary>
    ResetLinkMade,

    /// <summary>Browsers were signed out from another one.</summary>
    SessionEnded,

    /// <summary>A browser needs no second factor for 30 days.</summary>
    BrowserTrusted,

    /// <summary>An invitation was made; the subject is its role.</summary>
    Invited,

    /// <summary>An invitation was withdrawn.</summary>
    InvitationWithdrawn,

    /// <summary>Somebody accepted an invitation; the subject is their role.</summary>
    Joined,

    /// <summary>A member got another role; the subject is who and which.</summary>
    RoleChanged,

    /// <summary>An owner removed a member; the subject is who.</summary>
    MemberRemoved,

    /// <summary>A member left.</summary>
    MemberLeft,

    /// <summary>An API token was made; the subject is its name.</summary>
    TokenMade,

    /// <summary>An API token was deleted; the subject is its name.</summary>
    TokenDeleted,

    /// <summary>All API tokens were deleted, with a new password.</summary>
    TokensDeleted,

    /// <summary>Browsers need the second factor again.</summary>
    BrowserForgotten,

    /// <summary>The book's data were downloaded; the subject is the kind of file.</summary>
    Exported,

    /// <summary>The original file of an import was downloaded; the subject is its name.</summary>
    FileDownloaded,

    /// <summary>An owner deleted the book.</summary>
    BookDeleted,

    /// <summary>An owner restored the book.</summary>
    BookRestored,
}
