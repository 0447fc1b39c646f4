using System.Text.Json;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Api.Imports.Drivers;
using static SmartMoney.Tests.Api.Imports.Drivers.Export;

namespace SmartMoney.Tests.Api.Access;

/// <summary>Requests that stop halfway, and an import that is more than any buffer holds.</summary>
internal static class SlowRequests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Begins to send a body.</summary>
    /// <returns>Sends the rest, and waits for the answer.</returns>
    public static Task<Func<Task<ApiAnswer>>> PostSlowlyAsync(this ApiUser person, string path, object body) =>
        person.SendSlowlyAsync(path, new([.. Enumerable.Repeat((byte)' ', SlowContent.Ahead), .. JsonSerializer.SerializeToUtf8Bytes(body)], "application/json"));

    /// <summary>Begins to send a file of 600 rows.</summary>
    /// <returns>Sends the rest, and waits for the answer.</returns>
    public static async Task<Func<Task<ApiAnswer>>> UploadSlowlyAsync(this ApiUser person, string book, string? key = null)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Of(Rows(600))), "file", "export.csv" } };
        var content = new SlowContent(await form.ReadAsByteArrayAsync(), form.Headers.ContentType!.ToString());
        return await person.SendSlowlyAsync($"{book}/imports", content, key is null ? [] : [("Idempotency-Key", key)]);
    }

    /// <summary>Imports so many rows that their export is more than any buffer on the way holds.</summary>
    public static async Task FillAsync(this ApiUser person, string book)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Of(Rows(5000))), "file", "export.csv" } };
        (await person.SendAsync(HttpMethod.Post, $"{book}/imports?commit=true", form)).ShouldBe(201);
    }

    private static async Task<Func<Task<ApiAnswer>>> SendSlowlyAsync(this ApiUser person, string path, SlowContent content, params (string Name, string Value)[] headers)
    {
        var answer = person.SendAsync(HttpMethod.Post, path, content, headers);
        await content.IsRead.WaitAsync(Patience);
        return async () =>
        {
            content.Finish();
            return await answer.WaitAsync(Patience);
        };
    }

    private static IEnumerable<ExportRow> Rows(int count) => Enumerable.Range(1, count)
        .Select(number => Coffee((number % 28) + 1) with { Payee = $"Row {number} {new string('x', 400)}", Amount = -number });
}
