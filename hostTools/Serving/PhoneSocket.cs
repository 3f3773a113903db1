using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace Endcap.Serving;

/// <summary>
/// A phone over a WebSocket, text frames of JSON. Requests: {id, op: connect|disconnect|read|write|subscribe, …}; answers
/// {id, ok, …} in the order in which the label gave them; events {event: notify|disconnected, …}.
/// </summary>
internal static class PhoneSocket
{
    /// <summary>A request that makes no sense.</summary>
    public const int BadRequest = -3;

    private const int MostBytes = 8 * 1024;

    /// <summary>Serves one phone until it leaves.</summary>
    public static async Task Serve(WebSocket socket, LiveLabel label, string name, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var outgoing = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
        using var phone = new PhoneLink(label, name)
        {
            Notified = (uuid, value) => outgoing.Writer.TryWrite(new { @event = "notify", uuid = uuid.ToString(), value = Convert.ToHexStringLower(value) }),
            Disconnected = () => outgoing.Writer.TryWrite(new { @event = "disconnected" }),
        };
        Task sending = Send(socket, outgoing.Reader, ending.Token);
        try
        {
            byte[] buffer = new byte[MostBytes];
            while (await Receive(socket, buffer, ending.Token) is { } text) Handle(phone, text, outgoing.Writer);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The page was closed, or the server stops: the phone is gone either way.
        }

        outgoing.Writer.TryComplete();
        await ending.CancelAsync();
        await sending;
    }

    private static async Task<JsonDocument?> Receive(WebSocket socket, byte[] buffer, CancellationToken cancellation)
    {
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
            length += part.Count;
            if (part.MessageType != WebSocketMessageType.Text) break;
            if (part.EndOfMessage)
            {
                try
                {
                    return JsonDocument.Parse(buffer.AsMemory(0, length).ToArray());
                }
                catch (JsonException)
                {
                    break;
                }
            }

            if (length == buffer.Length) break;
        }

        WebSocketCloseStatus why = socket.CloseStatus is null ? WebSocketCloseStatus.InvalidPayloadData : WebSocketCloseStatus.NormalClosure;
        await socket.CloseOutputAsync(why, why == WebSocketCloseStatus.NormalClosure ? "" : "one JSON object of at most 8 KB in a text frame", cancellation);
        return null;
    }

    private static void Handle(PhoneLink phone, JsonDocument request, ChannelWriter<object> outgoing)
    {
        using JsonDocument _ = request;
        JsonElement root = request.RootElement;
        long id = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("id", out JsonElement number) && number.TryGetInt64(out long value) ? value : -1;
        bool withValue = Text(root, "op") == "read";
        if (Run(phone, root, Answer) is { } wrong) Answer(new PhoneAnswer(BadRequest, [], wrong));

        void Answer(PhoneAnswer answer) => outgoing.TryWrite(answer.Error != 0
            ? new { id, ok = false, error = answer.Error, message = answer.Message }
            : withValue ? new { id, ok = true, value = Convert.ToHexStringLower(answer.Value) } : new { id, ok = true });
    }

    // Null, or what is wrong with the request.
    private static string? Run(PhoneLink phone, JsonElement request, Action<PhoneAnswer> done)
    {
        string op = Text(request, "op");
        if (op == "disconnect") phone.Disconnect(done);
        if (op == "disconnect") return null;
        if (op == "connect") return Connect(phone, request, done);
        if (op is not ("read" or "write" or "subscribe")) return "op must be connect, disconnect, read, write or subscribe";
        if (!Guid.TryParse(Text(request, "uuid"), out Guid uuid)) return "uuid must be a UUID of 128 bits";
        if (op == "read") phone.Read(uuid, done);
        if (op == "subscribe") phone.Subscribe(uuid, !request.TryGetProperty("on", out JsonElement on) || on.ValueKind != JsonValueKind.False, done);
        if (op != "write") return null;
        try
        {
            phone.Write(uuid, Convert.FromHexString(Text(request, "value")), done);
            return null;
        }
        catch (FormatException)
        {
            return "value must be bytes in hexadecimal";
        }
    }

    private static string? Connect(PhoneLink phone, JsonElement request, Action<PhoneAnswer> done)
    {
        int mtu = 247;
        if (request.TryGetProperty("mtu", out JsonElement given) && (given.ValueKind != JsonValueKind.Number || !given.TryGetInt32(out mtu) || mtu is < 23 or > 517))
            return "mtu must be 23 to 517";
        phone.Connect(mtu, done);
        return null;
    }

    private static string Text(JsonElement request, string name) =>
        request.ValueKind == JsonValueKind.Object && request.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static async Task Send(WebSocket socket, ChannelReader<object> outgoing, CancellationToken cancellation)
    {
        try
        {
            await foreach (object each in outgoing.ReadAllAsync(cancellation))
                await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(each), WebSocketMessageType.Text, true, cancellation);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // Nobody listens any more.
        }
    }
}
