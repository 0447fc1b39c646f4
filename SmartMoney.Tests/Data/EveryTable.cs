namespace SmartMoney.Tests.Data;

/// <summary>Gives a book a row in every table that can have one.</summary>
internal static class EveryTable
{
    /// <summary>Makes the rows that no ordinary use of the book has left already.</summary>
    /// <param name="session">A transaction of the API's role in the book.</param>
    /// <param name="book">The book.</param>
    /// <param name="owner">A member of it.</param>
    /// <param name="wallet">One of its accounts, in yen.</param>
    /// <param name="food">One of its categories.</param>
    /// <returns>The id that all rows have whose tables let one choose it.</returns>
    public static async Task<Guid> FillAsync(LedgerSession session, Guid book, Guid owner, Guid wallet, Guid food)
    {
        var (file, import, row) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await session.ExecuteAsync("INSERT INTO files (book_id, id, sha256, size, created_at) VALUES ($1, $2, '\\x00', 1, now())", book, file);
        await session.ExecuteAsync("INSERT INTO file_chunks (book_id, file_id, sequence, data) VALUES ($1, $2, 0, '\\x00')", book, file);
        await session.ExecuteAsync("""
            INSERT INTO imports (book_id, id, status, format, file_id, file_name, file_size, lines, other, new, duplicates, suspects, updated,
                                 error_count, created, created_by, created_at, created_accounts, created_categories)
            VALUES ($1, $2, 1, 'moneyforward', $3, 'f', 1, 1, 0, 1, 0, 0, 0, 0, 1, $4, now(), '{}', '{}')
            """, book, import, file, owner);
        await session.ExecuteAsync("INSERT INTO import_rows (book_id, import_id, line, outcome) VALUES ($1, $2, 1, 6)", book, import);
        await session.ExecuteAsync(
            "INSERT INTO import_account_names (book_id, format, name, currency, account_id) VALUES ($1, 'moneyforward', 'Wallet', 'JPY', $2)", book, wallet);
        await session.ExecuteAsync("""
            INSERT INTO transactions (book_id, id, account_id, date, amount, currency, base_amount, payee, description, tags, notes, status, excluded,
                                      import_id, import_account_id, import_key, created_at)
            VALUES ($1, $2, $3, '2026-01-06', -1, 'JPY', -1, '', '', '{}', '', 1, false, $4, $3, $2, now())
            """, book, row, wallet, import);
        await session.ExecuteAsync(
            "INSERT INTO import_legs (book_id, import_id, line, part, account_name, amount, currency, payee, paired) VALUES ($1, $2, 1, 1, 'Wallet', 1, 'JPY', '', true)",
            book, import);
        await session.ExecuteAsync(
            "INSERT INTO import_aliases (book_id, import_id, line, account_id, import_key, amount, transaction_id) VALUES ($1, $2, 1, $3, $4, -1, $4)",
            book, import, wallet, row);
        await session.ExecuteAsync("DELETE FROM transactions WHERE id = $1", row);
        await session.ExecuteAsync("INSERT INTO transfer_candidates (book_id, out_id, in_id, confidence, reason) VALUES ($1, $2, $2, 50, 'words')", book, row);
        await session.ExecuteAsync(
            "INSERT INTO transfer_rules (book_id, id, from_account_id, to_account_id, created_at) VALUES ($1, $2, $3, $3, now())", book, row, wallet);
        await session.ExecuteAsync("""
            INSERT INTO goals (book_id, id, name, target_amount, horizon_years, starting_amount, position, created_at) VALUES ($1, $2, 'Trip', 1, 1, 0, 0, now())
            """, book, row);
        await session.ExecuteAsync(
            "INSERT INTO rules (book_id, id, payee, payee_key, category_id, created_at) VALUES ($1, $2, 'Kiosk', $2, $3, now())", book, row, food);
        await session.ExecuteAsync(
            "INSERT INTO invitations (book_id, id, hash, role, created_by, created_at, expires_at) VALUES ($1, $2, decode(replace($2::text, '-', ''), 'hex'), 0, $3, now(), now())",
            book, row, owner);
        await session.ExecuteAsync("INSERT INTO goal_accounts (book_id, id, goal_id, account_id) VALUES ($1, $2, $2, $3)", book, row, wallet);
        await session.ExecuteAsync("SELECT record_audit($2, now(), $3, $1, 'exported', NULL, '', '')", book, row, owner);
        return row;
    }
}
