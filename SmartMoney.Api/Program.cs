using SmartMoney.Api.Data;

if (args is ["migrate"])
{
    var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
    await Migrator.MigrateAsync(
        configuration.GetConnectionString("smartmoney") ?? throw new InvalidOperationException("ConnectionStrings__smartmoney is not set."),
        configuration["SmartMoney:AppRolePassword"],
        CancellationToken.None);
}
