using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SmartMoney.Api.Features.Transactions;

namespace SmartMoney.Api.Features.Export;

/// <summary><c>{"accounts":[…],"categories":[…],"transactions":[…]}</c>, with amounts in minor units as everywhere in the API.</summary>
internal sealed class JsonExport(ExportNames names, Stream output) : IExport
{
    private readonly Utf8JsonWriter json = new(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public Task BeginAsync(CancellationToken cancel)
    {
        json.WriteStartObject();
        json.WriteStartArray("accounts");
        foreach (var account in names.Accounts.Values)
        {
            json.WriteStartObject();
            json.WriteString("id", account.Id);
            json.WriteString("name", account.Name);
            json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(account.Kind.ToString()));
            json.WriteString("currency", account.Currency);
            json.WriteNumber("openingBalance", account.OpeningBalance);
            WriteDay("openingDate", account.OpeningDate);
            WriteDay("closedOn", account.ClosedOn);
            json.WriteBoolean("inNetWorth", account.InNetWorth);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("categories");
        foreach (var category in names.Categories.Values)
        {
            json.WriteStartObject();
            json.WriteString("id", category.Id);
            WriteId("parentId", category.ParentId);
            json.WriteString("name", category.Name);
            json.WriteString("kind", category.Kind.ToString().ToLowerInvariant());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("transactions");
        return Task.CompletedTask;
    }

    public void Add(TransactionView row)
    {
        json.WriteStartObject();
        json.WriteString("id", row.Id);
        json.WriteString("accountId", row.AccountId);
        WriteDay("date", row.Date);
        json.WriteNumber("amount", row.Amount);
        json.WriteString("currency", row.Currency);
        json.WriteString("payee", row.Payee);
        json.WriteString("description", row.Description);
        WriteId("categoryId", row.CategoryId);
        json.WriteStartArray("tags");
        foreach (var tag in row.Tags)
            json.WriteStringValue(tag);
        json.WriteEndArray();
        json.WriteString("notes", row.Notes);
        json.WriteString("status", row.Status.ToString().ToLowerInvariant());
        json.WriteBoolean("excluded", row.Excluded);
        WriteId("transferId", row.TransferId);
        json.WriteEndObject();
    }

    public Task FlushAsync(CancellationToken cancel) => json.FlushAsync(cancel);

    public Task EndAsync(CancellationToken cancel)
    {
        json.WriteEndArray();
        json.WriteEndObject();
        return json.FlushAsync(cancel);
    }

    public ValueTask DisposeAsync() => json.DisposeAsync();

    private void WriteDay(string name, DateOnly? day)
    {
        if (day is { } date)
            json.WriteString(name, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        else
            json.WriteNull(name);
    }

    private void WriteId(string name, Guid? id)
    {
        if (id is { } value)
            json.WriteString(name, value);
        else
            json.WriteNull(name);
    }
}
