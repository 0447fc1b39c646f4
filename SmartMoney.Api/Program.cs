using SmartMoney.Api;
using SmartMoney.Api.Data;
using SmartMoney.Api.Features.Passwords;
using SmartMoney.Api.Infrastructure;
using SmartMoney.ServiceDefaults.Health;

if (ProbeCommand.IsAsked(args))
    return await ProbeCommand.RunAsync(args);
if (args is ["migrate", ..])
    return await MigrateCommand.RunAsync(args[1..]);
if (args is ["reset-password", ..])
    return await CommandSettings.ReadAsync("reset-password", [], Console.Error) is { } settings ? await ResetCommand.RunAsync(args[1..], settings, Console.Out, Console.Error) : 1;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddApi();

var app = builder.Build();
app.UseApi();
app.MapApi();
await app.RunAsync();
return 0;
