using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SmartMoney.Api.Data.Migrations;

/// <summary>A reference and a function that EF does not know.</summary>
[DbContext(typeof(SmartMoneyContext))]
[Migration("20261123100000_Leaving")]
public sealed class Leaving : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(SqlResource.Read("018_leaving.sql"));

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("A backup leads back, not a migration.");
}
