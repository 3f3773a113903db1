using Endcap.Boards;
using Endcap.Compression.Blobs;
using Endcap.Compression.LabelRecords;
using Endcap.Kernel;
using Endcap.Label.Display;
using Endcap.Label.Storage;
using Endcap.Label.Update;
using Endcap.Protocol.Update;
using Endcap.Simulation;
using Endcap.Tests.Firmware.Kernel;
using Endcap.Tests.Firmware.Label.Display;
using Endcap.Tests.Firmware.Label.Life;
using Endcap.Tests.Firmware.Protocol;
using Endcap.Virtual;

namespace Endcap.Tests.Firmware.Label.Update;

/// <summary>A label with a key, and a tablet of the staff near it.</summary>
internal sealed class StaffRig : IDisposable
{
    public const uint LabelId = 0xA017;
    private const int Generation = 1;

    public StaffRig(string board = "lilygo-t5-213", Action<Settings>? change = null, bool hasKey = true, int? seed = null)
    {
        Life = new LabelRig(board, change, seed: seed);
        if (hasKey)
        {
            byte[] record = KeyRecord.Encode(LabelId, Generation, Key);
            Board.Drive.WriteAllBytes(Drive.KeyA, record);
            Board.Drive.WriteAllBytes(Drive.KeyB, record);
        }

        Staff = new StaffPhone(Board, Key);
    }

    public static byte[] StoreKey { get; } = [.. Enumerable.Range(1, 32).Select(i => (byte)(3 * i))];

    public static byte[] Key { get; } = StaffKeys.Device(StoreKey, LabelId, Generation);

    public LabelRig Life { get; }

    public VirtualBoard Board => Life.Board;

    public StaffPhone Staff { get; }

    /// <summary>A shelf of several blocks, other than the label's own.</summary>
    public static byte[] BigShelf { get; } = FindBigShelf();

    /// <summary>The label's own shelf with another version inside.</summary>
    public static byte[] OtherShelf { get; } = ShelfOf(8);

    public static byte[] OtherContent { get; } = ContentAt(199);

    public static byte[] OtherSettings { get; } = SettingsWriter.Write(new Settings { LabelId = LabelId, Name = "Shelf 8" });

    public static StaffFile File(int kind, uint version = 1, bool trial = false) => new(kind, version,
        kind switch { Manifest.Shelf => OtherShelf, Manifest.Content => OtherContent, _ => OtherSettings }, trial);

    public static byte[] ContentAt(int price)
    {
        LabelContent content = LabelRig.Content();
        content.Price = price;
        return ContentWriter.Write(content);
    }

    /// <summary>Switches on, and opens a session.</summary>
    public StaffRig Opened(int mtu = 247)
    {
        Life.Label.Boot();
        Reopen(mtu);
        return this;
    }

    public void Reopen(int mtu = 247) => Assert.AreEqual(StaffReply.Done, Staff.Open(TimeSpan.FromMinutes(3), mtu));

    /// <summary>Sends, commits, waits for the restart and opens a session again.</summary>
    public StaffProgress Updated(StaffFile file, int frame = 180, bool withResponse = false)
    {
        Assert.AreEqual(StaffReply.Done, Staff.Update(file, frame, withResponse));
        return Restarted();
    }

    public StaffProgress Restarted()
    {
        Assert.IsTrue(Staff.AwaitRestart(TimeSpan.FromMinutes(1)), "no advert after the restart");
        Reopen();
        return Progress();
    }

    public StaffProgress Progress()
    {
        StaffProgress? progress = Staff.ReadProgress();
        Assert.IsNotNull(progress);
        return progress;
    }

    /// <summary>What a label with this content shows.</summary>
    public static string PictureOf(string board, byte[] content)
    {
        using var rig = new LabelRig(board, content: content);
        rig.Advertising();
        return rig.Board.Panel.Shown.ToText();
    }

    public string Shown => Board.Panel.Shown.ToText();

    /// <summary>The model version that Status tells of.</summary>
    public uint Model()
    {
        byte[] status = Life.Phone.Radio.IsConnected ? Life.Phone.ReadStatus() : Staff.Radio.Read(new Guid(Endcap.Protocol.GattIds.Status)).Value;
        return (uint)BlobLayout.I32(status, Endcap.Protocol.StatusPacket.ModelVersionAt);
    }

    public int LastFault() => Staff.Radio.Read(new Guid(Endcap.Protocol.GattIds.Status)).Value[Endcap.Protocol.StatusPacket.LastFaultAt];

    public void AssertClean() => Life.AssertClean();

    public void Dispose() => Life.Dispose();

    private static byte[] ShelfOf(uint version)
    {
        byte[] blob = (byte[])Packets.Example().Blob.Clone();
        BitConverter.GetBytes(version).CopyTo(blob, BlobLayout.ModelVersionAt);
        BlobWriter.Seal(blob);
        return blob;
    }

    private static byte[] FindBigShelf()
    {
        Board board = BoardList.Find("lilygo-t5-213");
        for (int seed = 0; ; seed++)
        {
            byte[] blob = BlobWriter.Write(RandomContent.Shelf(new Random(seed)));
            if (blob.Length > 4000 && BlobReader.Read(blob, blob.Length, new LoadedShelf(), BoardHeap.ReaderLimit(board, blob.Length)) == BlobFault.None) return blob;
        }
    }
}
