using System.Text.Json;
using Endcap.Tests.Web.Harness;
using Microsoft.Playwright;

namespace Endcap.Tests.Web.Engineer;

/// <summary>What the tests do with the engineer's page, and read from it.</summary>
internal static class EngineerPage
{
    public static Task<ServedRig> Open(int labels = 1, BrowserNewContextOptions? options = null) => ServedRig.Open("/engineer/", labels, options ?? ServedRig.Desk());

    /// <summary>Sends what the sliders say until the label ranks: it may still be starting.</summary>
    public static async Task Rank(ServedRig rig)
    {
        await rig.Page.Locator("#state").GetByText("ready").WaitForAsync();
        await rig.Page.ClickAsync("#send");
        await rig.Page.Locator("#ranking li").First.WaitForAsync();
    }

    /// <summary>The names in the ranking that is shown.</summary>
    public static async Task<string[]> Ranking(ServedRig rig) =>
        await rig.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('#ranking li div:not(.bar)')].map((each) => each.firstChild.data)");

    /// <summary>The names in the ranking that the server told last.</summary>
    public static string[] Told(ServedRig rig) => [.. JsonDocument.Parse(rig.Told("ranking").Last().Json).RootElement.GetProperty("products")
        .EnumerateArray().Select(product => product.GetProperty("name").GetString()!)];

    /// <summary>The picture on the panel when no refresh is under way.</summary>
    public static async Task<string> SettledPanel(ServedRig rig)
    {
        await rig.Page.GetByText("at rest: e-paper keeps its picture").WaitForAsync();
        return await rig.Page.EvaluateAsync<string>("document.querySelector('#panel').toDataURL()");
    }

    public static Task Click(ServedRig rig, string control) => rig.Page.ClickAsync($"[data-control={control}]");

    /// <summary>Waits for a text in a part of the page.</summary>
    public static Task See(ServedRig rig, string part, string text) => rig.Page.Locator(part).Filter(new() { HasText = text }).WaitForAsync();
}
