using SmartMoney.ServiceDefaults.Health;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Languages;
using SmartMoney.Web.Shell;

if (ProbeCommand.IsAsked(args))
    return await ProbeCommand.RunAsync(args);

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddBackend();
builder.Services.AddLanguages();
builder.Services.AddPages();

var app = builder.Build();
app.UseProblemPages();
app.UseRequestLocalization();
app.MapDefaultEndpoints();
app.MapStaticAssets();
app.MapRazorPages().WithStaticAssets();
await app.RunAsync();
return 0;
