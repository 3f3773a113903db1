using System.Net.Http.Json;
using System.Text.Json;
using Endcap.Boards;
using Endcap.Compression.LabelRecords;
using Endcap.Label.Storage;
using Endcap.Serving;
using Endcap.Simulation;
using Endcap.Tests.HostTools.Cli;

namespace Endcap.Tests.HostTools.Serving;

/// <summary>The small store's labels, served on a free port at twenty times the speed, with pages from a folder of its own.</summary>
internal sealed class ServedStore : IAsyncDisposable
{
    public const string Profile = """{"shopper": {"age": 41}, "affinity": {"B": {"last": 1}}}""";
    private static readonly Lazy<byte[]> _blob = new(() =>
    {
        using var store = new BuiltStore();
        return store.Blob;
    });

    private readonly TemporaryFolder _pages = new();

    private ServedStore()
    {
    }

    public static DateTime Clock { get; } = new(2026, 11, 22, 15, 30, 0, DateTimeKind.Utc);

    public ShelfServer Server { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public static async Task<ServedStore> Start(int labels = 1)
    {
        var store = new ServedStore();
        Directory.CreateDirectory(store._pages["shopper"]);
        store._pages.Write("shopper/index.html", "<title>shopper</title>");
        store._pages.Write("shopper/app.webmanifest", "{}");
        Directory.CreateDirectory(store._pages["engineer"]);
        store._pages.Write("engineer/index.html", "<title>engineer</title>");
        store._pages.Write("secret.txt", "outside the pages");
        store.Server = await ShelfServer.Start([.. Enumerable.Range(0, labels).Select(Setup)], new ServeOptions(0, Speed: 20, WebFolder: store._pages.Folder));
        store.Http = new HttpClient { BaseAddress = store.Server.Url, Timeout = TimeSpan.FromMinutes(2) };
        return store;
    }

    public static LabelSetup Setup(int index)
    {
        var bare = new LabelSetup(BoardList.Find("lilygo-t5-213")!, [(Drive.ShelfA, _blob.Value)], Clock);
        var settings = new Settings { LabelId = (uint)index + 7, SleepSeconds = 0, ShowSeconds = 3600, IdlePhoneSeconds = 3600 };
        return bare with
        {
            Files = FlashedDrive.Of(0, _blob.Value, ContentWriter.Write(SampleContent.Of(bare.ReadShelf().Content, index)), SettingsWriter.Write(settings)),
        };
    }

    /// <summary>A file with <see cref="Profile"/>.</summary>
    public string ProfilePath => _pages.Write("profile.json", Profile);

    public Task<JsonElement> Get(string path) => Http.GetFromJsonAsync<JsonElement>(path);

    public async Task<JsonElement> Post(string path, object body) =>
        await (await Http.PostAsJsonAsync(path, body)).Content.ReadFromJsonAsync<JsonElement>();

    /// <summary>Asks again until it holds; fails after half a minute.</summary>
    public static async Task Eventually(Func<Task<bool>> holds)
    {
        long until = Environment.TickCount64 + 30_000;
        while (!await holds())
        {
            Assert.IsLessThan(until, Environment.TickCount64, "did not happen within half a minute");
            await Task.Delay(20);
        }
    }

    /// <summary>Watches a label until an item is what is wanted.</summary>
    public async Task<JsonElement> Await(string kind, Func<JsonElement, bool> wanted, int label = 0)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using Stream stream = await Http.GetStreamAsync(new Uri($"/api/labels/{label}/events", UriKind.Relative), patience.Token);
        using var reader = new StreamReader(stream);
        for (string? line = ""; line is not null; line = await reader.ReadLineAsync(patience.Token))
        {
            if (line != $"event: {kind}") continue;
            JsonElement item = JsonDocument.Parse((await reader.ReadLineAsync(patience.Token))!["data: ".Length..]).RootElement;
            if (wanted(item)) return item;
        }

        throw new InvalidOperationException("The stream ended.");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
        _pages.Dispose();
    }
}
