using Microsoft.Playwright;

namespace Endcap.Tests.Web.Harness;

/// <summary>The shopper's page, or another one, in a Chromium with nothing stored, with an emulated radio and labels in range.</summary>
internal sealed class ShopperRig : IAsyncDisposable
{
    public const string Address = "C0:00:00:00:00:07", OtherAddress = "C0:00:00:00:00:08";

    private readonly List<EmulatedLabel> _labels = [];
    private readonly bool _bluetooth;
    private IBrowser _browser = null!;

    private ShopperRig(string page, bool bluetooth) => (Server, _bluetooth) = (new PageServer(page), bluetooth);

    public PageServer Server { get; }

    public EmulatedRadio Radio { get; private set; } = null!;

    public Chooser Chooser { get; private set; } = null!;

    public IPage Page { get; private set; } = null!;

    public EmulatedLabel Label => _labels[0];

    /// <summary>Requests since <see cref="Open"/>, the load included.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What the page wrote to the console, and its uncaught errors.</summary>
    public List<string> Log { get; } = [];

    /// <param name="blob">The label's shelf.</param>
    /// <param name="bluetooth">Whether the browser has Web Bluetooth.</param>
    /// <param name="radioState">"powered-on", or "absent" for a computer without Bluetooth.</param>
    /// <param name="options">Screen, colours and the like; a small phone otherwise.</param>
    /// <param name="isLabelNear">Whether there is a label; a test may add its own.</param>
    /// <param name="page">The page: shopper or staff.</param>
    public static async Task<ShopperRig> Open(byte[]? blob, bool bluetooth = true, string radioState = "powered-on", BrowserNewContextOptions? options = null,
        bool isLabelNear = true, string page = "shopper")
    {
        var rig = new ShopperRig(page, bluetooth);
        try
        {
            rig._browser = await Chromium.Borrow(bluetooth);
            rig.Radio = await EmulatedRadio.Create(rig._browser, radioState);
            if (isLabelNear && radioState == "powered-on") await rig.AddLabel("Shelf 7", Address, blob);
            await rig.OpenPage(options ?? Phone());
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    public static BrowserNewContextOptions Phone() => new()
    {
        ViewportSize = new() { Width = 390, Height = 844 }, DeviceScaleFactor = 2, HasTouch = true, IsMobile = true, ReducedMotion = ReducedMotion.Reduce,
        Locale = "en-GB", TimezoneId = "Europe/Berlin",
    };

    public Task<EmulatedLabel> AddLabel(string name, string address, byte[]? blob) => AddLabel(new EmulatedLabel(name, blob), address);

    public async Task<EmulatedLabel> AddLabel(EmulatedLabel label, string address)
    {
        _labels.Add(label);
        await Radio.Add(label, address, label.Name);
        return label;
    }

    /// <summary>Exchanges the label at the first address.</summary>
    public void Exchange(byte[] blob)
    {
        var label = new EmulatedLabel("Shelf 7", blob);
        _labels.Add(label);
        label.Connect().Wait();
        Radio.Replace(Address, label);
    }

    public async Task OpenPage(BrowserNewContextOptions options)
    {
        IBrowserContext context = await _browser.NewContextAsync(options);
        context.SetDefaultTimeout(30_000);
        await context.AddInitScriptAsync(EmulatedRadio.NotificationShim);
        context.Request += (_, request) => Requests.Add(request.Url);
        Page = await context.NewPageAsync();
        Page.Console += (_, message) => Log.Add(message.Text);
        Page.PageError += (_, error) => Log.Add(error);
        Chooser = await Harness.Chooser.Create(Page, Address);
        await Load();
    }

    public async Task Load()
    {
        await Page.GotoAsync(Server.Address);
        await Ready();
    }

    /// <summary>Reloads. Chromium's emulated adapter goes with the old page, so it is switched on again.</summary>
    public async Task Reload()
    {
        await Page.ReloadAsync();
        await Ready();
        await Radio.Restart();
    }

    public Task Ready() => Page.WaitForSelectorAsync("body[data-ready=true]");

    /// <summary>Taps what leads to the review, and waits for it.</summary>
    public async Task Connect()
    {
        await Page.ClickAsync("#connect");
        await Reach("review");
    }

    public async Task Send()
    {
        await Page.ClickAsync("#send");
        await Reach("result");
    }

    /// <summary>Waits for a view; a problem that the page shows instead fails the test with its sentence.</summary>
    public Task Reach(string view) => Reach(Page, view, Log.Concat(Radio.Errors).Concat(Chooser.Errors));

    /// <summary>The same for any page of the shopper's; log is told when it fails.</summary>
    public static async Task Reach(IPage page, string view, IEnumerable<string> log)
    {
        try
        {
            await page.WaitForSelectorAsync($"body[data-view={view}], #problem:not([hidden])", new() { Timeout = 15_000 });
        }
        catch (TimeoutException)
        {
            // said below, with what the page shows
        }

        Assert.AreEqual(view, await page.GetAttributeAsync("body", "data-view"), string.Join('\n',
            [await page.InnerTextAsync("#problem"), await page.InnerTextAsync("#status"), .. log]));
    }

    /// <summary>The code of the problem that the page shows.</summary>
    public async Task<string> Problem(int milliseconds = 30_000)
    {
        await Page.WaitForSelectorAsync("#problem:not([hidden])", new() { Timeout = milliseconds });
        return (await Page.GetAttributeAsync("#problem", "data-code"))!;
    }

    public Task Fill(string label, string value) => Page.GetByLabel(label, new() { Exact = true }).FillAsync(value);

    /// <summary>The names in the ranking that is shown.</summary>
    public async Task<string[]> Ranking() => [.. await Page.Locator(".ranking .name").AllTextContentsAsync()];

    /// <summary>The bytes that the page says it sends.</summary>
    public async Task<byte[]> ShownBytes() => Convert.FromHexString((await Page.TextContentAsync("#bytes"))!.Replace(" ", "", StringComparison.Ordinal));

    public Task Screenshot(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(Folders.Screenshots, name + ".png"), FullPage = true });

    public async ValueTask DisposeAsync()
    {
        if (Radio is not null) await Radio.DisposeAsync();
        if (_browser is not null) await Chromium.GiveBack(_browser, _bluetooth);
        Server.Dispose();
        foreach (EmulatedLabel label in _labels) label.Dispose();
        if (Radio is not null) Assert.AreEqual("", string.Join('\n', Radio.Errors), "the emulated radio");
    }
}
