using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmartMoney.Api.Data.Migrations
{
    /// <inheritdoc />
    public partial class Goals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "goals",
                columns: table => new
                {
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    target_amount = table.Column<long>(type: "bigint", nullable: false),
                    horizon_years = table.Column<int>(type: "integer", nullable: true),
                    target_date = table.Column<DateOnly>(type: "date", nullable: true),
                    start_date = table.Column<DateOnly>(type: "date", nullable: true),
                    starting_amount = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    version = table.Column<int>(type: "integer", rowVersion: true, nullable: false, defaultValue: 1)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_goals", x => new { x.book_id, x.id });
                    table.CheckConstraint("goals_starting", "abs(starting_amount) <= 1000000000000000");
                    table.CheckConstraint("goals_target", "target_amount BETWEEN 1 AND 1000000000000000");
                    table.CheckConstraint("goals_until", "(horizon_years IS NULL) <> (target_date IS NULL) AND coalesce(horizon_years, 1) IN (1, 3, 5, 10)");
                    table.ForeignKey(
                        name: "fk_goals_books_book_id",
                        column: x => x.book_id,
                        principalTable: "books",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "goal_accounts",
                columns: table => new
                {
                    book_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    goal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_goal_accounts", x => new { x.book_id, x.id });
                    table.ForeignKey(
                        name: "fk_goal_accounts_accounts_book_id_account_id",
                        columns: x => new { x.book_id, x.account_id },
                        principalTable: "accounts",
                        principalColumns: new[] { "book_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_goal_accounts_goals_book_id_goal_id",
                        columns: x => new { x.book_id, x.goal_id },
                        principalTable: "goals",
                        principalColumns: new[] { "book_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_goal_accounts_book_id_account_id",
                table: "goal_accounts",
                columns: new[] { "book_id", "account_id" });

            migrationBuilder.CreateIndex(
                name: "ix_goal_accounts_book_id_goal_id_account_id",
                table: "goal_accounts",
                columns: new[] { "book_id", "goal_id", "account_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "goals_in_order",
                table: "goals",
                columns: new[] { "book_id", "position", "id" });

            migrationBuilder.Sql(SqlResource.Read("004_goals.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("A backup leads back, not a migration.");
    }
}
