using Microsoft.AspNetCore.Http.HttpResults;
using SmartMoney.Api.Features.Profile;
using SmartMoney.Api.Infrastructure.Audit;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.SecondFactors;

/// <summary>Turning the authenticator app on and off, and recovery codes.</summary>
public static class TotpEndpoints
{
    public static void AddSecondFactors(this IServiceCollection services)
    {
        services.AddScoped<Authenticator>();
        services.AddScoped<RecoveryCodes>();
        services.AddScoped<TrustedBrowsers>();
        services.AddScoped<SecondFactorState>();
    }

    public static void MapSecondFactors(this RouteGroupBuilder account)
    {
        account.MapPost("/totp", BeginAsync).WithName("beginTotp").WithSummary("Begin with an authenticator app: its secret, as text and QR code");
        account.MapPost("/totp/confirm", ConfirmAsync).WithName("confirmTotp").WithSummary("Turn the app on with its first code; other sessions end");
        account.MapPost("/totp/remove", RemoveAsync).WithName("removeTotp").WithSummary("Turn the app off; other sessions end");
        account.MapPost("/recovery-codes", RenewCodesAsync).WithName("renewRecoveryCodes").WithSummary("New recovery codes; the former ones end");
    }

    private static async Task<Results<Ok<NewAuthenticator>, ProblemHttpResult>> BeginAsync(
        Body<PasswordOnly> body, Self self, Authenticator app, CancellationToken cancel)
    {
        if (await self.ConfirmAsync(body.Value.Password, "password") is { } refusal)
            return refusal;
        var user = await self.UserAsync();
        if (await app.BeginAsync(user.Id, cancel) is not { } secret)
            return AlreadyOn();
        var uri = Totp.Uri(secret, user.Email!);
        return TypedResults.Ok(new NewAuthenticator(string.Join(' ', Totp.Letters(secret).Chunk(4).Select(part => new string(part))), uri, QrCode.Of(uri)));
    }

    private static async Task<Results<Ok<MadeRecoveryCodes>, ProblemHttpResult>> ConfirmAsync(
        Body<AuthenticatorCode> body, Self self, BookSession session, Authenticator app, SecondFactorState factors, RecoveryCodes codes, Attempts attempts,
        AuditLog audit, HttpContext http, CancellationToken cancel)
    {
        var user = session.Caller.UserId;
        var code = body.Value.Code?.Replace(" ", "", StringComparison.Ordinal) ?? "";
        var errors = new Errors();
        errors.Require(Totp.IsCode(code), "code", "'code' must be the six digits that the app shows.");
        if (errors.Any)
            return errors.Problem();
        if ((await factors.OfAsync(user, cancel)).Totp)
            return AlreadyOn();
        if (!await app.HasBegunAsync(user, cancel))
            return Problems.Conflict("totp-not-begun", "No authenticator app was begun with: start there.");
        var subject = Attempts.SecondFactorOf(user);
        if (await attempts.BeginAsync(subject, cancel) is { } wait)
        {
            // What was counted must outlive the refusal, here and below.
            await session.CommitAsync(cancel);
            return SecondFactorLogin.TooMany(http, wait);
        }

        if (!await app.ConfirmAsync(user, code, cancel))
        {
            await session.CommitAsync(cancel);
            errors.Add("code", "The code is wrong: check that the clock of the phone is right, and enter the one that the app shows now.");
            return errors.Problem();
        }

        await attempts.ForgiveAsync(subject, cancel);
        await self.SecondFactorChangedAsync();
        await audit.RecordAsync(AuditKind.TotpOn, user, book: null, subject: null, cancel);
        return TypedResults.Ok(new MadeRecoveryCodes(await codes.RenewAsync(user, cancel)));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        Body<PasswordOnly> body, Self self, BookSession session, Authenticator app, SecondFactorState factors, AuditLog audit, CancellationToken cancel)
    {
        if (await self.ConfirmAsync(body.Value.Password, "password") is { } refusal)
            return refusal;
        var user = session.Caller.UserId;
        if (!await app.EndAsync(user, cancel))
            return Problems.Conflict("totp-off", "The authenticator app is not on.");
        await factors.RemovedAsync(user, cancel);
        await self.SecondFactorChangedAsync();
        await audit.RecordAsync(AuditKind.TotpOff, user, book: null, subject: null, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<MadeRecoveryCodes>, ProblemHttpResult>> RenewCodesAsync(
        Body<PasswordOnly> body, Self self, BookSession session, SecondFactorState factors, RecoveryCodes codes, AuditLog audit, CancellationToken cancel)
    {
        if (await self.ConfirmAsync(body.Value.Password, "password") is { } refusal)
            return refusal;
        var user = session.Caller.UserId;
        if (!(await factors.OfAsync(user, cancel)).IsOn)
            return Problems.Conflict("second-factor-off", "There is no second factor that recovery codes could stand in for.");
        await audit.RecordAsync(AuditKind.RecoveryCodesMade, user, book: null, subject: null, cancel);
        return TypedResults.Ok(new MadeRecoveryCodes(await codes.RenewAsync(user, cancel)));
    }

    private static ProblemHttpResult AlreadyOn() => Problems.Conflict("totp-on", "The authenticator app is on already: turn it off to begin with another one.");
}

/// <summary>A secret for an authenticator app. It counts once a code of it is confirmed.</summary>
/// <param name="Secret">To be typed into the app: base32 in groups of four.</param>
/// <param name="Uri">What the QR code says.</param>
/// <param name="Qr">To be scanned.</param>
public sealed record NewAuthenticator(string Secret, string Uri, QrCode Qr);

/// <summary>A code of the app.</summary>
/// <param name="Code">Required: six digits.</param>
public sealed record AuthenticatorCode(string? Code);

/// <summary>Recovery codes just made, shown this once.</summary>
/// <param name="RecoveryCodes">Ten, each good once.</param>
public sealed record MadeRecoveryCodes(IReadOnlyList<string> RecoveryCodes);
