using SmartMoney.Gateway;
using SmartMoney.Gateway.Compression;
using SmartMoney.Gateway.Errors;
using SmartMoney.Gateway.Health;
using SmartMoney.Gateway.Limits;
using SmartMoney.Gateway.Routing;
using SmartMoney.Gateway.Security;
using SmartMoney.ServiceDefaults.Health;

if (ProbeCommand.IsAsked(args))
    return await ProbeCommand.RunAsync(args);

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddGatewayOptions();
builder.AddConnectionLimits();
builder.AddDoorLimits();
builder.AddTextCompression();
builder.AddProxy();
builder.AddUpstreamReadiness();

var app = builder.Build();
app.UseSecurityHeaders();
app.UseGatewayErrors();
app.UseHostCheck();
app.UseTextCompression();
app.UseBodyLimits();
app.UseRateLimiter();
app.MapDefaultEndpoints();
app.MapProxy();
await app.RunAsync();
return 0;
