using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SmartMoney.Api.Data.Migrations;

/// <summary>Rules: a payee's category, decided once and for all.</summary>
[DbContext(typeof(SmartMoneyContext))]
[Migration("20261122190000_Rules")]
public sealed class Rules : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "rules",
            columns: table => new
            {
                book_id = table.Column<Guid>(type: "uuid", nullable: false),
                id = table.Column<Guid>(type: "uuid", nullable: false),
                payee = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                payee_key = table.Column<Guid>(type: "uuid", nullable: false),
                category_id = table.Column<Guid>(type: "uuid", nullable: false),
                created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                version = table.Column<int>(type: "integer", rowVersion: true, nullable: false, defaultValue: 1),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_rules", x => new { x.book_id, x.id });
                table.ForeignKey("fk_rules_books_book_id", x => x.book_id, "books", "id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey(
                    "fk_rules_categories_book_id_category_id", x => new { x.book_id, x.category_id }, "categories", ["book_id", "id"],
                    onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateIndex("ix_rules_book_id_payee_key", "rules", ["book_id", "payee_key"], unique: true);
        migrationBuilder.CreateIndex("ix_rules_book_id_category_id", "rules", ["book_id", "category_id"]);
        migrationBuilder.Sql(SqlResource.Read("008_rules.sql"));
    }

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("A backup leads back, not a migration.");
}
