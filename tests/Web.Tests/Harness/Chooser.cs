using System.Text.Json;
using Microsoft.Playwright;

namespace Endcap.Tests.Web.Harness;

/// <summary>The shopper in front of the browser's list of devices (DevTools domain DeviceAccess of the page).</summary>
internal sealed class Chooser
{
    private readonly ICDPSession _session;
    private readonly HashSet<string> _answered = [];

    private Chooser(ICDPSession session) => _session = session;

    /// <summary>The name to pick; null closes the list.</summary>
    public string? Picks { get; set; }

    /// <summary>The names of the last list, sorted.</summary>
    public string[] Listed { get; private set; } = [];

    public static async Task<Chooser> Create(IPage page, string? picks)
    {
        var chooser = new Chooser(await page.Context.NewCDPSessionAsync(page)) { Picks = picks };
        chooser._session.Event("DeviceAccess.deviceRequestPrompted").OnEvent += (_, e) => _ = chooser.Answer(e!.Value);
        await chooser._session.SendAsync("DeviceAccess.enable");
        return chooser;
    }

    // The event comes again whenever the list grows; the answer is given once, when the wanted device is there.
    private async Task Answer(JsonElement e)
    {
        string id = e.GetProperty("id").GetString()!;
        JsonElement[] devices = [.. e.GetProperty("devices").EnumerateArray()];
        Listed = [.. devices.Select(Name).Order(StringComparer.Ordinal)];
        string? device = devices.Where(each => Name(each) == Picks).Select(each => each.GetProperty("id").GetString()).FirstOrDefault();
        if ((Picks is not null && device is null) || !_answered.Add(id)) return;
        if (device is null) await _session.SendAsync("DeviceAccess.cancelPrompt", new() { ["id"] = id });
        else await _session.SendAsync("DeviceAccess.selectPrompt", new() { ["id"] = id, ["deviceId"] = device });
    }

    private static string Name(JsonElement device) => device.GetProperty("name").GetString()!;
}
