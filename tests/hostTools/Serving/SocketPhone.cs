using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Endcap.Compression.Blobs;
using Endcap.Compression.Evaluation;
using Endcap.Kernel;
using Endcap.Protocol;
using Endcap.Simulation;

namespace Endcap.Tests.HostTools.Serving;

/// <summary>A phone that talks to a served label as the shopper's page does.</summary>
internal sealed class SocketPhone : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(1));
    private readonly Queue<JsonElement> _events = new();
    private int _id;

    public static async Task<SocketPhone> Open(ServedStore store, int label = 0)
    {
        var phone = new SocketPhone();
        await phone._socket.ConnectAsync(new Uri($"ws://localhost:{store.Server.Url.Port}/ws?label={label}"), phone._patience.Token);
        return phone;
    }

    /// <summary>Connects, however long the label takes to start.</summary>
    public async Task Connect() => await ServedStore.Eventually(async () => (await Ask(new { op = "connect", mtu = 247 })).GetProperty("ok").GetBoolean());

    /// <summary>The answer to a request; events that come before it wait.</summary>
    public async Task<JsonElement> Ask(object request)
    {
        int id = ++_id;
        var fields = JsonSerializer.SerializeToNode(request)!.AsObject();
        fields["id"] = id;
        await Send(fields.ToJsonString());
        while (true)
        {
            JsonElement next = await Receive() ?? throw new InvalidOperationException($"closed: {_socket.CloseStatus}");
            if (next.TryGetProperty("id", out JsonElement of) && of.GetInt32() == id) return next;
            _events.Enqueue(next);
        }
    }

    /// <summary>The next event.</summary>
    public async Task<JsonElement> Event() => _events.TryDequeue(out JsonElement waiting) ? waiting : (await Receive())!.Value;

    public async Task<int> ErrorOf(object request)
    {
        JsonElement answer = await Ask(request);
        return answer.GetProperty("ok").GetBoolean() ? 0 : answer.GetProperty("error").GetInt32();
    }

    public async Task<byte[]> Read(string uuid) => Convert.FromHexString((await Ask(new { op = "read", uuid })).GetProperty("value").GetString()!);

    /// <summary>Reads all schema pages.</summary>
    public async Task<(BlobImage Shelf, uint Nonce)> ReadSchema()
    {
        var pages = new List<byte[]> { await Read(GattIds.Schema) };
        for (int p = 1; p < BlobLayout.U16(pages[0], SchemaPages.PageCountAt); p++)
        {
            Assert.AreEqual(0, await ErrorOf(new { op = "write", uuid = GattIds.Schema, value = $"{p:x2}00" }));
            pages.Add(await Read(GattIds.Schema));
        }

        return (SchemaBlob.Of(pages), (uint)BlobLayout.I32(pages[0], SchemaPages.NonceAt));
    }

    public static string Packet(BlobImage shelf, uint nonce, LabelProfile profile)
    {
        byte[] packet = new byte[GattIds.MaxAttributeBytes];
        int length = ProfilePacket.Encode(shelf.Shelf, nonce, profile.Shared, profile.Listed, profile.ListedCount, packet);
        return Convert.ToHexStringLower(packet[..length]);
    }

    public Task Send(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, _patience.Token);

    /// <summary>The next frame; null where the server closed.</summary>
    public async Task<JsonElement?> Receive()
    {
        byte[] buffer = new byte[8192];
        int length = 0;
        while (true)
        {
            WebSocketReceiveResult part = await _socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), _patience.Token);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            length += part.Count;
            if (part.EndOfMessage) return JsonDocument.Parse(buffer.AsMemory(0, length)).RootElement;
        }
    }

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public void Dispose()
    {
        _socket.Dispose();
        _patience.Dispose();
    }
}
