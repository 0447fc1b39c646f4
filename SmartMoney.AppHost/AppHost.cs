using SmartMoney.AppHost;

var builder = DistributedApplication.CreateBuilder(args);

var postgresPassword = builder.AddGeneratedPassword("postgres-password");
var apiPassword = builder.AddGeneratedPassword("api-password");

// The tag comes before the volume: where the image keeps its data depends on it.
var postgres = builder.AddPostgres("postgres", password: postgresPassword)
    .WithImageTag("18")
    .WithDataVolume("smartmoney-postgres-data");
var database = postgres.AddDatabase("smartmoney");

// The API connects as a role that owns nothing; only the migration is the server's superuser.
var ledger = builder.AddConnectionString("ledger", ReferenceExpression.Create(
    $"Host={postgres.Resource.Host};Port={postgres.Resource.Port};Database={database.Resource.DatabaseName};Username=smartmoney_app;Password={apiPassword}"));

var migrate = builder.AddProject<Projects.SmartMoney_Api>("migrate", launchProfileName: "migrate")
    .DisableForwardedHeaders()
    .WithArgs("migrate")
    .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString)
    .WithReference(database)
    .WithEnvironment("SmartMoney__AppRolePassword", apiPassword)
    .WaitFor(database);

var api = builder.AddProject<Projects.SmartMoney_Api>("api", launchProfileName: "http")
    .DisableForwardedHeaders()
    .WithAnyLocalPort()
    .WithReference(ledger, connectionName: "smartmoney")
    .WithSampleHousehold(args)
    .WithHttpHealthCheck("/health")
    .WaitFor(database)
    .WaitForCompletion(migrate);

var web = builder.AddProject<Projects.SmartMoney_Web>("web")
    .DisableForwardedHeaders()
    .WithAnyLocalPort()
    .WithReference(api)
    .WithHttpHealthCheck("/health")
    .WaitFor(api);

var gateway = builder.AddProject<Projects.SmartMoney_Gateway>("gateway")
    .DisableForwardedHeaders()
    .WithExternalHttpEndpoints()
    .WithLocalPort("SMARTMONEY_GATEWAY_PORT")
    .WithReference(api)
    .WithReference(web)
    .WithHttpHealthCheck("/health")
    .WaitFor(api)
    .WaitFor(web);

builder.AddPasswordReset(args, ledger, migrate, gateway);

await builder.Build().RunAsync();
