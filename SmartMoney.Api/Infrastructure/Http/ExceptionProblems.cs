using System.Net.Sockets;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace SmartMoney.Api.Infrastructure.Http;

/// <summary>The one place where an exception becomes an answer.</summary>
internal sealed partial class ExceptionProblems(ILogger<ExceptionProblems> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
            return true;

        var problem = Translate(exception, httpContext);
        if (problem.StatusCode >= 500)
            Failed(exception.GetType().Name, (exception as PostgresException)?.SqlState, exception);
        if (problem.StatusCode == StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = "2";
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    private static ProblemHttpResult Translate(Exception exception, HttpContext context)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                    return Problems.Of(413, "too-large", "The request is too large", "Send less at once.");
                case BadHttpRequestException bad:
                    return Problems.Of(bad.StatusCode, "bad-request", "The request cannot be read", bad.Message);
                case OverflowException:
                case PostgresException { SqlState: PostgresErrorCodes.NumericValueOutOfRange }:
                    return Problems.Of(422, "out-of-range", "A sum is out of range", "The amounts add up to more than can be counted.");
                case PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter }:
                    return Problems.Of(422, "validation", "Some values cannot be accepted", "A text holds a character that cannot be stored, such as NUL: leave it out.");
                case PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }:
                    return Problems.Conflict("already-exists", "Something of that name or id exists already.");
                case PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation }:
                    return Problems.Conflict("in-use", "Something that belongs to it is missing, or it is still in use.");
                case PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure }:
                    return Problems.Of(503, "busy", "Somebody else is changing the same rows", "Send the request again.");
                case PostgresException { SqlState: "25P03" }: // idle_in_transaction_session_timeout
                case PostgresException { IsTransient: true } or NpgsqlException { IsTransient: true } or SocketException or TimeoutException:
                    return Problems.Of(503, "database-away", "The database cannot be reached", "Nothing was changed. Send the request again in a moment.");
            }
        }

        return Problems.Of(500, "internal", "Something went wrong on our side",
            $"It has been logged under the trace id {context.TraceIdentifier}. Nothing was changed.");
    }

    [LoggerMessage(1, LogLevel.Error, "Request failed: {Kind} {SqlState}")]
    private partial void Failed(string kind, string? sqlState, Exception exception);
}
