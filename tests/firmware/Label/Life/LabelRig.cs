using Endcap.Boards;
using Endcap.Compression.LabelRecords;
using Endcap.Kernel;
using Endcap.Label.Display;
using Endcap.Label.Storage;
using Endcap.Simulation;
using Endcap.Tests.Firmware.Label.Display;
using Endcap.Tests.Firmware.Protocol;
using Endcap.Virtual;

namespace Endcap.Tests.Firmware.Label.Life;

/// <summary>A label of PROTOCOL.md's example shelf on a virtual board, with a phone near it.</summary>
internal sealed class LabelRig : IDisposable
{
    /// <summary>One board of each panel size; the first has battery and button.</summary>
    public static readonly string[] Sizes = ["lilygo-t5-213", "heltec-e290", "waveshare-esp32-driver", "m5core2"];

    public LabelRig(string board = "lilygo-t5-213", Action<Settings>? change = null, byte[]? blob = null, byte[]? content = null, int? seed = null)
    {
        Settings = new Settings { LabelId = 0xA017, Name = "Shelf 7" };
        change?.Invoke(Settings);
        Label = new SimulatedLabel(BoardList.Find(board),
        [
            (Drive.ShelfA, blob ?? Packets.Example().Blob), (Drive.Content, content ?? ContentWriter.Write(Content())),
            (Drive.Settings, SettingsWriter.Write(Settings)),
        ], seed);
        Phone = new ShopperPhone(Label.Board);
    }

    public Settings Settings { get; }

    public SimulatedLabel Label { get; }

    public VirtualBoard Board => Label.Board;

    public ShopperPhone Phone { get; }

    /// <summary>Soy, second from the left.</summary>
    public static LabelContent Content() => new()
    {
        Name = CodePage.Encode("Soy Drink"), Price = 249, Currency = [CodePage.Euro], UnitPrice = CodePage.Encode("2,49 €/l"),
        Note = CodePage.Encode("41"), Ean = [4, 0, 0, 6, 3, 8, 1, 3, 3, 3, 9, 3, 1],
        OwnSku = "41"u8.ToArray(), ShelfOrder = [2, .. "40"u8, 2, .. "41"u8, 2, .. "42"u8],
    };

    /// <summary>Boots and waits for the advert.</summary>
    public LabelRig Advertising()
    {
        Label.Boot();
        Assert.IsTrue(Phone.Find(TimeSpan.FromSeconds(30)), "no advert");
        return this;
    }

    /// <summary>Advertises, and has a phone that read the schema.</summary>
    public LabelRig Connected(int mtu = 247)
    {
        Advertising();
        Assert.IsTrue(Phone.Connect(mtu));
        Phone.ReadSchema();
        return this;
    }

    /// <summary>Nothing went wrong that would on hardware, and no thread died.</summary>
    public void AssertClean()
    {
        Assert.AreEqual("", string.Join('\n', Board.Errors));
        Assert.AreEqual("", string.Join('\n', Board.Violations));
    }

    public void Dispose() => Label.Dispose();

    /// <summary>What an LCD without light shows.</summary>
    public static string Dark(Board board)
    {
        var frame = new FrameBuffer(board.Width, board.Height);
        frame.Fill(0, 0, board.Width, board.Height, true);
        return TextArt.Of(frame);
    }

    /// <summary>A profile for which the shelf recommends the product of that number.</summary>
    public static Compression.Evaluation.LabelProfile Preferring(int product) => product switch
    {
        0 => new([0, 0, 0], [], 0),
        1 => new([0, 0, 0], [1, 3, 0], 1),
        _ => throw new ArgumentOutOfRangeException(nameof(product)),
    };

    public static uint SchemaId => (uint)BlobLayout.I32(Packets.Example().Blob, BlobLayout.SchemaIdAt);
}
