using Endcap.Boards;
using Endcap.Compression.Blobs;
using Endcap.Compression.LabelRecords;
using Endcap.Label.Display;
using Endcap.Label.Storage;
using Endcap.Protocol;
using Endcap.Simulation;
using Endcap.Virtual;

namespace Endcap.Tests.Web.Harness;

/// <summary>A label that the browser sees as a Bluetooth peripheral; the label's own firmware on the virtual board answers.</summary>
internal sealed class EmulatedLabel : IDisposable
{
    private static readonly Guid _profile = new(GattIds.Profile), _progress = new(GattIds.Progress);

    private readonly LabelThread _thread;

    /// <summary>Creates and boots it.</summary>
    /// <param name="name">The name in the advert.</param>
    /// <param name="blob">The shelf; null for a label without one.</param>
    /// <param name="more">Further files of its drive.</param>
    public EmulatedLabel(string name, byte[]? blob, params (string Path, byte[] Bytes)[] more)
    {
        Name = name;
        Blob = blob;
        _thread = new LabelThread(Make(name, blob, more));
        _thread.Do((label, phone) =>
        {
            label.Boot();
            label.Board.RtcTicks = Clock.Ticks;
            return phone.Find(TimeSpan.FromMinutes(2));
        }).Wait();
    }

    /// <summary>What its clock says when it starts (UTC).</summary>
    public static DateTime Clock { get; } = new(2026, 11, 20, 15, 30, 0, DateTimeKind.Utc);

    public string Name { get; }

    public byte[]? Blob { get; }

    /// <summary>Profile packets that reached the label, the oldest first.</summary>
    public List<byte[]> Packets { get; } = [];

    /// <summary>All writes that reached the label and what came of them (ATT error, 0, or below 0 where the connection ended).</summary>
    public List<(Guid Uuid, byte[] Value, int Error)> Writes { get; } = [];

    /// <summary>A second write of the same packet just before the phone's: the label is at work when the phone's comes.</summary>
    public bool IsKeptBusy { get; set; }

    /// <summary>Anything with the label, on its thread.</summary>
    public Task<T> Do<T>(Func<SimulatedLabel, ShopperPhone, T> action) => _thread.Do(action);

    /// <summary>A phone connects; one that was there is gone.</summary>
    public Task<bool> Connect() => _thread.Do((_, phone) =>
    {
        if (phone.Radio.IsConnected) phone.Disconnect();
        phone.Radio.Notifications.Clear();
        return phone.Find(TimeSpan.FromMinutes(2)) && phone.Connect(247);
    });

    public Task<bool> Disconnect() => _thread.Do((_, phone) =>
    {
        if (phone.Radio.IsConnected) phone.Disconnect();
        return true;
    });

    /// <summary>The phone goes for a second.</summary>
    public Task<bool> Leave() => _thread.Do((label, phone) =>
    {
        if (phone.Radio.IsConnected) phone.Disconnect();
        label.Board.Run(TimeSpan.FromSeconds(1));
        return true;
    });

    public Task<(byte[] Value, int Error)> Read(Guid uuid) => _thread.Do((label, phone) =>
    {
        // Simulated time passes with the page's: it asks for Progress again every quarter of a second.
        if (uuid == _progress) label.Board.Run(TimeSpan.FromSeconds(0.25));
        return Of(phone.Radio.Read(uuid));
    });

    public Task<(byte[] Value, int Error)> Write(Guid uuid, byte[] value) => _thread.Do((label, phone) =>
    {
        if (uuid == _profile) Packets.Add(value);
        if (uuid == _profile && IsKeptBusy) phone.Radio.PostWrite(uuid, value);
        (byte[] Value, int Error) reply = Of(phone.Radio.Write(uuid, value));
        Writes.Add((uuid, value, reply.Error));
        return reply;
    });

    public Task<int> Subscribe(Guid uuid) => _thread.Do((_, phone) => phone.Radio.Subscribe(uuid));

    /// <summary>What the label notifies within simulated seconds, the oldest first.</summary>
    public Task<byte[][]> Notifications() => _thread.Do((label, phone) =>
    {
        Queue<Notification> queue = phone.Radio.Notifications;
        label.Board.RunUntil(() => queue.Count > 0, TimeSpan.FromSeconds(2));
        byte[][] all = [.. queue.Select(each => each.Value)];
        queue.Clear();
        return all;
    });

    /// <summary>The panel when its next refresh is over, the present one included.</summary>
    public Task<FrameBuffer> SettledPicture() => _thread.Do((label, _) =>
    {
        label.Board.Run(TimeSpan.FromSeconds(4)); // longer than a full refresh, shorter than a recommendation stays
        return label.Picture;
    });

    /// <summary>The same label, not booted.</summary>
    public static SimulatedLabel Make(string name, byte[]? blob, params (string, byte[])[] more)
    {
        List<(string, byte[])> files = [.. more, (Drive.Settings, SettingsWriter.Write(new Settings { LabelId = 0xA017, Name = name, TopK = 8 }))];
        if (blob is not null)
        {
            files.Add((Drive.ShelfA, blob));
            files.Add((Drive.Content, ContentWriter.Write(SampleContent.Of(Shelves.Image(blob).Content))));
        }

        return new SimulatedLabel(BoardList.Find("lilygo-t5-213"), files);
    }

    public void Dispose()
    {
        IReadOnlyList<string> problems = _thread.Do((label, _) => label.Problems).Result;
        _thread.Dispose();
        Assert.AreEqual("", string.Join('\n', problems), "the firmware broke a rule of the hardware");
    }

    private static (byte[], int) Of(GattReply reply) => (reply.Value, reply.Error);
}
