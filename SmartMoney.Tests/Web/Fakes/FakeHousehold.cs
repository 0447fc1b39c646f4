using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SmartMoney.Tests.Web.Fakes;

/// <summary>A sample household behind the fake API: amounts in yen, November 2026.</summary>
public static class FakeHousehold
{
    public static readonly Guid Food = Guid.Parse("0198c0de-0000-7000-8000-0000000000f0");
    public static readonly Guid Salary = Guid.Parse("0198c0de-0000-7000-8000-0000000000a0");

    public static void Map(IEndpointRouteBuilder v1)
    {
        var book = v1.MapGroup("/books/{book:guid}");
        book.MapPost("/changes/{change:guid}/undo", () => new { restored = 1 });
    }
}
