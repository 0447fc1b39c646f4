using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.HttpResults;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Infrastructure.Sessions;

/// <summary>
/// The caller's access ended while the request was under way: a removed member's, a demoted one's, a session's that was signed out.
/// <see cref="CommitFilter"/> answers with it, and nothing was done.
/// </summary>
/// <param name="problem">How it is told; null: the caller is signed out.</param>
[SuppressMessage("Design", "CA1032", Justification = "It is thrown with its answer, and caught in one place.")]
internal sealed class AccessEnded(ProblemHttpResult? problem = null) : Exception
{
    /// <summary>What somebody is told who is not signed in any more.</summary>
    public const string SignedOut = "The session or the API token has ended: sign in again.";

    /// <summary>The answer.</summary>
    public ProblemHttpResult Problem(HttpContext http) => problem ?? Problems.NotSignedIn(http, "unauthenticated", SignedOut);
}
