using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SmartMoney.Api.Data.Migrations;

/// <summary>A table that EF does not know, so that EF's snapshot stays as it is.</summary>
[DbContext(typeof(SmartMoneyContext))]
[Migration("20261122221500_AccountMonths")]
public sealed class AccountMonths : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(SqlResource.Read("012_account_months.sql"));

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("A backup leads back, not a migration.");
}
