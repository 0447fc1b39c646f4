using System.Net;
using System.Net.Http.Headers;

namespace SmartMoney.Tests.Api.Access;

/// <summary>A body of which the first half is sent at once, and the rest when it is told to.</summary>
internal sealed class SlowContent : HttpContent
{
    private readonly byte[] bytes;
    private readonly TaskCompletionSource half = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource rest = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SlowContent(byte[] bytes, string contentType)
    {
        this.bytes = bytes;
        Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
    }

    /// <summary>Ends when the first half is on its way.</summary>
    public Task HalfSent => half.Task;

    /// <summary>Sends the rest.</summary>
    public void Finish() => rest.TrySetResult();

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
        await stream.FlushAsync();
        half.TrySetResult();
        await rest.Task;
        await stream.WriteAsync(bytes.AsMemory(bytes.Length / 2));
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length) => (length = bytes.Length) > 0;
}
