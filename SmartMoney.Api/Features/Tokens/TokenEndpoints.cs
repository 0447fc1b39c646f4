using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Books;
using SmartMoney.Api.Infrastructure.Audit;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Tokens;

/// <summary>A user's API tokens. Tokens are looked after in the browser: one that leaked can neither make nor find another.</summary>
public static class TokenEndpoints
{
    /// <summary>Most tokens of a user.</summary>
    private const int Most = 50;

    public static void MapTokens(this RouteGroupBuilder signedIn)
    {
        var tokens = signedIn.MapGroup("/tokens").RequireAuthorization(Policies.Browser).WithMetadata(new NeverStored());

        tokens.MapGet("", ListAsync).WithName("listTokens").WithSummary("The caller's API tokens, newest first");
        tokens.MapPost("", CreateAsync).RequireRateLimiting(AccountLimits.Tokens).WithName("createToken").WithSummary("Make an API token; its text is shown once");
        tokens.MapDelete("/{id:guid}", DeleteAsync).WithName("deleteToken").WithSummary("Delete an API token; it ends at once");
    }

    private static async Task<Results<Ok<ListOf<TokenView>>, ProblemHttpResult>> ListAsync(
        BookSession session, CancellationToken cancel, string? cursor = null, int? limit = null)
    {
        var errors = new Errors();
        var size = Page.Limit(limit, errors);
        var before = Cursor.Id(cursor, Guid.AllBitsSet, errors);
        if (errors.Any)
            return errors.Problem();

        var user = session.Caller.UserId;
        var rows = await session.Db.ApiTokens.AsNoTracking()
            .Where(token => token.UserId == user && token.Id < before)
            .OrderByDescending(token => token.Id)
            .Take(size + 1)
            .Select(token => new TokenView(
                token.Id, token.Name, token.Scopes, token.BookId, token.CreatedAt, token.ExpiresAt, token.LastUsedAt))
            .ToListAsync(cancel);
        return TypedResults.Ok(Page.Of(rows, size, token => Cursor.Encode(token.Id.ToString())));
    }

    private static async Task<Results<Created<MadeToken>, ProblemHttpResult>> CreateAsync(
        Body<NewToken> body, BookSession session, AuditLog audit, CancellationToken cancel)
    {
        var (request, now) = (body.Value, session.Clock.GetUtcNow());
        var errors = request.Check(now);
        if (request.BookId is { } book && !await session.OwnBooks().AnyAsync(pair => pair.Book.Id == book, cancel))
            NoSuchBook(errors);
        if (errors.Any)
            return errors.Problem();

        var user = session.Caller.UserId;
        if (await session.Db.ApiTokens.CountAsync(row => row.UserId == user, cancel) >= Most)
            return Problems.Conflict("too-many-tokens", $"You have {Most} tokens already: delete one that is not needed any more.");

        var text = TokenText.Create();
        var token = new ApiToken
        {
            Id = Guid.CreateVersion7(),
            UserId = user,
            Name = request.Name!.Trim(),
            Hash = TokenText.HashOf(text),
            Scopes = request.DistinctScopes(),
            BookId = request.BookId,
            CreatedAt = now,
            ExpiresAt = request.ExpiresAt?.ToUniversalTime(),
        };
        session.Db.ApiTokens.Add(token);
        try
        {
            await session.Db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException removed) when (removed.IsOrphan())
        {
            NoSuchBook(errors);
            return errors.Problem();
        }

        await audit.RecordAsync(AuditKind.TokenMade, user, token.BookId, token.Name, cancel);
        return TypedResults.Created(
            $"/api/v1/tokens/{token.Id}",
            new MadeToken(token.Id, text, token.Name, token.Scopes, token.BookId, token.CreatedAt, token.ExpiresAt));
    }

    private static void NoSuchBook(Errors errors) => errors.Add("bookId", "'bookId' is none of your books.");

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, BookSession session, AuditLog audit, CancellationToken cancel)
    {
        var user = session.Caller.UserId;
        if (await session.Db.ApiTokens.SingleOrDefaultAsync(row => row.Id == id && row.UserId == user, cancel) is not { } token)
            return Problems.NotFound("token");
        await audit.RecordAsync(AuditKind.TokenDeleted, user, token.BookId, token.Name, cancel);
        await session.Db.ApiTokens.Where(row => row.Id == id).ExecuteDeleteAsync(cancel);
        return TypedResults.NoContent();
    }
}
