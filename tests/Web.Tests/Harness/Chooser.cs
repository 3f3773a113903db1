using System.Text.Json;
using Microsoft.Playwright;

namespace Endcap.Tests.Web.Harness;

/// <summary>The shopper in front of the browser's list of devices (DevTools domain DeviceAccess of the page).</summary>
internal sealed class Chooser
{
    private readonly ICDPSession _session;
    private readonly HashSet<string> _answered = [];

    private Chooser(ICDPSession session) => _session = session;

    /// <summary>The address to pick; null closes the list.</summary>
    public string? Picks { get; set; }

    /// <summary>The addresses of the last list, sorted.</summary>
    public string[] Listed { get; private set; } = [];

    public static async Task<Chooser> Create(IPage page, string? picks)
    {
        var chooser = new Chooser(await page.Context.NewCDPSessionAsync(page)) { Picks = picks };
        chooser._session.Event("DeviceAccess.deviceRequestPrompted").OnEvent += (_, e) => _ = chooser.TryAnswer(e!.Value);
        await chooser._session.SendAsync("DeviceAccess.enable");
        return chooser;
    }

    /// <summary>What could not be answered; empty when all is well.</summary>
    public List<string> Errors { get; } = [];

    private async Task TryAnswer(JsonElement e)
    {
        try
        {
            await Answer(e);
        }
        catch (Exception error)
        {
            Errors.Add(error.ToString());
        }
    }

    // The event comes again whenever the list grows; the answer is given once, when the wanted device is there.
    private async Task Answer(JsonElement e)
    {
        string id = e.GetProperty("id").GetString()!;
        Listed = [.. e.GetProperty("devices").EnumerateArray().Select(device => device.GetProperty("id").GetString()!).Order(StringComparer.Ordinal)];
        if ((Picks is not null && !Listed.Contains(Picks)) || !_answered.Add(id)) return;
        if (Picks is null) await _session.SendAsync("DeviceAccess.cancelPrompt", new() { ["id"] = id });
        else await _session.SendAsync("DeviceAccess.selectPrompt", new() { ["id"] = id, ["deviceId"] = Picks });
    }
}
