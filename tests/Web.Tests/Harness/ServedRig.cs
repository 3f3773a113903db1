using Endcap.Boards;
using Endcap.Compression.Blobs;
using Endcap.Compression.LabelRecords;
using Endcap.Label.Display;
using Endcap.Label.Storage;
using Endcap.Serving;
using Endcap.Simulation;
using Endcap.Tests.Firmware.Label.Life;
using Microsoft.Playwright;

namespace Endcap.Tests.Web.Harness;

/// <summary>The real server with virtual labels in real time, in this process, and a Chromium without Bluetooth before it.</summary>
internal sealed class ServedRig : IAsyncDisposable
{
    private const double Speed = 5; // simulated seconds in a second

    private IBrowser _browser = null!;
    private IBrowserContext _context = null!;

    private ServedRig(ShelfServer server) => Server = server;

    public ShelfServer Server { get; }

    public LiveLabel Label => Server.Labels[0];

    public IPage Page { get; private set; } = null!;

    /// <summary>What the page wrote to the console, and its uncaught errors.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Starts everything and opens a page of the server.</summary>
    /// <param name="path">/, /engineer/ or /staff/.</param>
    /// <param name="labels">How many labels, all of <see cref="Shelves.Store"/>.</param>
    /// <param name="options">Screen, colours and the like; a small phone otherwise.</param>
    /// <param name="setup">The labels in place of those of the store: label's index to label.</param>
    /// <param name="waitFor">What must be there, where it is another page.</param>
    public static async Task<ServedRig> Open(string path, int labels = 1, BrowserNewContextOptions? options = null, Func<int, LabelSetup>? setup = null,
        string? waitFor = null)
    {
        ShelfServer server = await ShelfServer.Start([.. Enumerable.Range(0, labels).Select(setup ?? Setup)],
            new ServeOptions(0, Speed: Speed, WebFolder: Path.Combine(Folders.Root, "hostTools", "Web")));
        var rig = new ServedRig(server);
        try
        {
            rig._browser = await Chromium.Borrow(bluetooth: false);
            rig._context = await rig._browser.NewContextAsync(options ?? ShopperRig.Phone());
            rig._context.SetDefaultTimeout(30_000);
            rig.Page = await rig._context.NewPageAsync();
            rig.Page.Console += (_, message) => rig.Log.Add(message.Text);
            rig.Page.PageError += (_, error) => rig.Log.Add(error);
            await rig.Page.GotoAsync(new Uri(server.Url, path).ToString(), new() { WaitUntil = WaitUntilState.DOMContentLoaded });
            await rig.Page.WaitForSelectorAsync(waitFor ?? (path == "/" ? "body[data-ready=true]" : "#state dt"));
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    /// <summary>A desk's screen.</summary>
    public static BrowserNewContextOptions Desk() => new() { ViewportSize = new() { Width = 1280, Height = 900 }, ReducedMotion = ReducedMotion.Reduce };

    /// <summary>What the label told about itself: the items of a kind so far.</summary>
    public IEnumerable<FeedItem> Told(string kind)
    {
        System.Threading.Channels.ChannelReader<FeedItem> watcher = Label.Feed.Watch();
        Label.Feed.Leave(watcher);
        while (watcher.TryRead(out FeedItem? item))
            if (item.Kind == kind) yield return item;
    }

    public Task Screenshot(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(Folders.Screenshots, name + ".png"), FullPage = true });

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await Chromium.GiveBack(_browser, bluetooth: false);
        await Server.DisposeAsync();
    }

    /// <summary>A beacon of a department of 500 products.</summary>
    public static LabelSetup Beacon(int index) => new(Esp32S3DevKit.Create(),
        [(Drive.ShelfA, Department.Blob), (Drive.Settings, SettingsWriter.Write(new Settings { Name = "Dept 5", TopK = 10, SleepSeconds = 0, IdlePhoneSeconds = 3600, ShowSeconds = 3600 }))],
        new DateTime(2026, 11, 20 + index, 15, 30, 0, DateTimeKind.Utc));

    // Awake for ever; a recommendation stays long enough to be looked at, whatever the speed.
    private static LabelSetup Setup(int index)
    {
        var bare = new LabelSetup(BoardList.Find("lilygo-t5-213")!, [(Drive.ShelfA, Shelves.Store())], new DateTime(2026, 11, 20, 15, 30, 0, DateTimeKind.Utc));
        var settings = new Settings
        {
            LabelId = (uint)(0xA017 + index), Name = $"Shelf {7 + index}", TopK = 8, SleepSeconds = 0, ShowSeconds = 3600, IdlePhoneSeconds = 3600,
        };
        return bare with
        {
            Files = [.. bare.Files, (Drive.Content, ContentWriter.Write(SampleContent.Of(bare.ReadShelf().Content, index))), (Drive.Settings, SettingsWriter.Write(settings))],
        };
    }
}
