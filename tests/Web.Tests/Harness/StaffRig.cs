using System.Text;
using Endcap.Compression.LabelRecords;
using Endcap.Label.Storage;
using Endcap.Label.Update;
using Endcap.Protocol;
using Endcap.Protocol.Update;
using Endcap.Simulation;
using Microsoft.Playwright;

namespace Endcap.Tests.Web.Harness;

/// <summary>The staff's page on a tablet, with a label of the store in range that has its key.</summary>
internal sealed class StaffRig : IAsyncDisposable
{
    public const uint LabelId = 0xA017;
    public const int Generation = 3;

    private StaffRig(ShopperRig browser) => Browser = browser;

    /// <summary>The store's key: the bytes 0 … 31.</summary>
    public static byte[] StoreKey { get; } = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    /// <summary>The text of the store's keys file.</summary>
    public static string KeysFile { get; } = Keys(Convert.ToHexStringLower(StoreKey));

    public ShopperRig Browser { get; }

    public IPage Page => Browser.Page;

    public EmulatedLabel Label => Browser.Label;

    /// <summary>The operations that the label took, in order.</summary>
    public IEnumerable<int> Operations => Label.Writes.Where(write => write.Uuid == new Guid(GattIds.Control) && write.Error == 0).Select(write => (int)write.Value[ControlPacket.OpAt]);

    /// <param name="blob">The label's shelf, as it came over USB.</param>
    /// <param name="key">The label's key; null for a label without one, the store's where it is left out.</param>
    /// <param name="options">Screen and colours; a tablet otherwise.</param>
    public static async Task<StaffRig> Open(byte[]? blob, bool hasKey = true, BrowserNewContextOptions? options = null)
    {
        ShopperRig browser = await ShopperRig.Open(null, options: options ?? Tablet(), isLabelNear: false, page: "staff");
        try
        {
            byte[] key = KeyRecord.Encode(LabelId, Generation, StaffKeys.Device(StoreKey, LabelId, Generation));
            await browser.AddLabel(new EmulatedLabel("Shelf 7", blob, hasKey ? [(Drive.KeyA, key), (Drive.KeyB, key)] : []), ShopperRig.Address);
            await browser.Page.ExposeFunctionAsync("endcapPhoneLeft", () => browser.Radio.Leave(ShopperRig.Address));
            await browser.Page.AddInitScriptAsync(EmulatedRadio.LeavingShim); // for a reload
            await browser.Page.EvaluateAsync(EmulatedRadio.LeavingShim);
            return new StaffRig(browser);
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    public static BrowserNewContextOptions Tablet() => new()
    {
        ViewportSize = new() { Width = 1280, Height = 800 }, HasTouch = true, ReducedMotion = ReducedMotion.Reduce, Locale = "en-GB", TimezoneId = "Europe/Berlin",
    };

    /// <summary>A keys file.</summary>
    /// <param name="entry">What the label's entry has beside its number.</param>
    public static string Keys(string storeKey, string entry = "\"generation\":3") =>
        $$"""{"format":"endcap-keys/1","store_key":"{{storeKey}}","labels":[{"label":1001,"generation":0},{"label":{{LabelId}},{{entry}}}]}""";

    /// <summary>The label's row in a list of three, with another price and name than the label came with.</summary>
    public static string List { get; } = $"""
        label_id,sku,name,price,currency,unit_price,note,ean,position
        1001,2101,Everyrow Fruit Muesli 750 g,1.89,EUR,2.52 € / kg,Art. 2101,2000000021010,1
        0x{LabelId:X},2104,"Brammel Oat & Honey Granola, 500 g",3.49,EUR,6.98 € / kg,Art. 2104,2000000021041,3
        1003,2103,Everyrow Organic Müsli 500 g,1.99,EUR,3.98 € / kg,,,2

        """;

    /// <summary>The bytes that "endcap content" writes for a label of a list.</summary>
    public static byte[] Record(string list, uint label = LabelId)
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, list);
        byte[] record = ContentWriter.Write(LabelCsv.Read(path).Single(entry => entry.Id == label).Content);
        File.Delete(path);
        return record;
    }

    public async Task OpenKeys(string? text = null)
    {
        await Choose("keys", "store.keys.json", Encoding.UTF8.GetBytes(text ?? KeysFile));
        await Settled();
    }

    public Task OpenList(string csv) => Choose("list", "labels.csv", Encoding.UTF8.GetBytes(csv));

    public Task OpenFile(byte[] bytes, string name) => Choose("file", name, bytes);

    /// <summary>Opens the keys and connects the label.</summary>
    public async Task Connect()
    {
        await OpenKeys();
        await Click("find");
        Assert.AreEqual("label", await Page.GetAttributeAsync("body", "data-view"));
    }

    /// <summary>Taps a button and waits until it is done; a problem fails the test with its sentence.</summary>
    public async Task Click(string id, int seconds = 60)
    {
        await Page.ClickAsync($"#{id}");
        await Settled(seconds);
    }

    /// <summary>Waits until the page does nothing any more, without a problem.</summary>
    public async Task Settled(int seconds = 60)
    {
        try
        {
            await Page.WaitForSelectorAsync("body[aria-busy=false]", new() { Timeout = 1000 * seconds });
        }
        catch (TimeoutException)
        {
            Assert.Fail(string.Join('\n', ["still busy: " + await Status(), .. Said]));
        }

        if (await Page.IsVisibleAsync("#problem")) Assert.Fail(string.Join('\n', [await Page.InnerTextAsync("#problem"), .. Said]));
    }

    private IEnumerable<string> Said => Browser.Log.Concat(Browser.Radio.Errors).Concat(Browser.Chooser.Errors);

    /// <summary>Lets the label's time pass.</summary>
    public Task Pass(TimeSpan time) => Label.Do((label, _) =>
    {
        label.Board.Run(time);
        return true;
    });

    /// <summary>A picture of what the screen shows: one of the whole page changes the window's size, after which a tap may be lost.</summary>
    public Task Screenshot(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(Folders.Screenshots, name + ".png") });

    public async Task<string> Status() => (await Page.TextContentAsync("#status"))!;

    /// <summary>The bytes of a file of the label, null where there is none.</summary>
    public Task<byte[]?> Stored(string path) => Label.Do((label, _) => label.Board.Drive.Contains(path) ? label.Board.Drive.ReadAllBytes(path) : null);

    public ValueTask DisposeAsync() => Browser.DisposeAsync();

    private async Task Choose(string what, string name, byte[] bytes)
    {
        await Page.SetInputFilesAsync($"#{what}-file", new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = bytes });
        await Page.WaitForSelectorAsync("body[aria-busy=false]");
    }
}
