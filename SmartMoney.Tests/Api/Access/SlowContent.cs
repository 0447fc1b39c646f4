using System.Net;
using System.Net.Http.Headers;

namespace SmartMoney.Tests.Api.Access;

/// <summary>A body whose first part is sent at once, and the rest when it is told to.</summary>
/// <remarks>
/// The first part is larger than what the test server holds for somebody who has not read yet (64 KB), so once it is sent the request is
/// past all that is decided before its body is read.
/// </remarks>
internal sealed class SlowContent : HttpContent
{
    /// <summary>Least size of the first part, in bytes.</summary>
    public const int Ahead = 128 * 1024;

    private readonly byte[] bytes;
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource rest = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SlowContent(byte[] bytes, string contentType)
    {
        if (bytes.Length <= Ahead)
            throw new ArgumentException($"A slow body has more than {Ahead} bytes.", nameof(bytes));
        this.bytes = bytes;
        Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
    }

    /// <summary>Ends when the server reads.</summary>
    public Task IsRead => begun.Task;

    /// <summary>Sends the rest.</summary>
    public void Finish() => rest.TrySetResult();

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(bytes.AsMemory(0, Ahead));
        await stream.FlushAsync();
        begun.TrySetResult();
        await rest.Task;
        await stream.WriteAsync(bytes.AsMemory(Ahead));
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length) => (length = bytes.Length) > 0;
}
