using SmartMoney.Api;
using SmartMoney.Api.Data;
using SmartMoney.Api.Features.Passwords;

if (args is ["migrate", ..])
    return await MigrateCommand.RunAsync(args[1..]);
if (args is ["reset-password", ..])
    return await ResetCommand.RunAsync(args[1..], new ConfigurationBuilder().AddEnvironmentVariables().Build(), Console.Out, Console.Error);

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddApi();

var app = builder.Build();
app.UseApi();
app.MapApi();
await app.RunAsync();
return 0;
