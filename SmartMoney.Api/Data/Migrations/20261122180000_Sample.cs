using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SmartMoney.Api.Data.Migrations;

/// <summary>Columns that EF's model does not know, so that its snapshot stays as it is.</summary>
[DbContext(typeof(SmartMoneyContext))]
[Migration("20261122180000_Sample")]
public sealed class Sample : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(SqlResource.Read("007_sample.sql"));

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("A backup leads back, not a migration.");
}
