using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SmartMoney.Api.Data.Migrations;

/// <summary>What a file's account name means is remembered by currency: one name in two currencies is two accounts.</summary>
[DbContext(typeof(SmartMoneyContext))]
[Migration("20261122170000_NamesByCurrency")]
public sealed class NamesByCurrency : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(SqlResource.Read("006_names_by_currency.sql"));

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("A backup leads back, not a migration.");
}
