using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SmartMoney.Api.Data.Migrations;

/// <summary>Triggers, and a column that EF's model does not know, so that its snapshot stays as it is.</summary>
[DbContext(typeof(SmartMoneyContext))]
[Migration("20261122160000_TransferUndo")]
public sealed class TransferUndo : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(SqlResource.Read("005_transfer_undo.sql"));

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("A backup leads back, not a migration.");
}
