using Endcap.Compression.Blobs;
using Endcap.Compression.Evaluation;
using Endcap.Kernel;
using Endcap.Label.Display;
using Endcap.Protocol;
using Endcap.Simulation;
using Endcap.Tests.Web.Harness;
using Microsoft.Playwright;

namespace Endcap.Tests.Web.Shopper;

/// <summary>From the tap to the panel: the page, the radio and the label's own code together.</summary>
[TestClass]
public sealed class HappyPathTests
{
    private const string Profile = """
        { "shopper": { "age": 52, "household_size": 4, "gluten_free_diet": true, "income": 30, "diet": "vegan" }, "context": { "weekend": false } }
        """;

    [TestMethod]
    public async Task The_Packet_Is_The_One_That_CSharp_Builds_And_The_Ranking_Is_Endcap_Rank_S()
    {
        byte[] blob = Shelves.Store();
        await using ShopperRig rig = await ShopperRig.Open(blob);
        FrameBuffer before = await rig.Label.SettledPicture();
        await rig.Screenshot("start");
        await rig.Connect();
        await Answer(rig.Page);
        await rig.Screenshot("review");
        byte[] shown = await rig.ShownBytes();
        await rig.Send();
        await rig.Screenshot("result");

        BlobImage image = Shelves.Image(blob);
        using var file = new ProfileFile();
        LabelProfile profile = ShopperProfile.Read("shelf", image.Content, file.Path).ForLabel;
        byte[] packet = rig.Label.Packets.Single();
        CollectionAssert.AreEqual(Encode(image, (uint)BlobLayout.I32(packet, ProfilePacket.NonceAt), profile), packet);
        CollectionAssert.AreEqual(Blank(shown), Blank(packet), "what was shown is not what was sent");
        string[] expected = [.. new BlobRanking("shelf", image, file.Path).Products.Take(8).Select(each => image.Content.Products![each.Product].Name)];
        CollectionAssert.AreEqual(expected, await rig.Ranking());
        StringAssert.Contains(await rig.Page.TextContentAsync(".ranking"), "€4.89");
        FrameBuffer after = await rig.Label.SettledPicture();
        Assert.IsFalse(before.Pixels.SequenceEqual(after.Pixels), "the panel shows no recommendation");
        using SimulatedLabel same = EmulatedLabel.Make("Shelf 7", blob);
        FrameBuffer simulated = ShopperVisit.Run(same, 247, EmulatedLabel.Clock, _ => profile).Recommendation!;
        Assert.IsTrue(simulated.Pixels.SequenceEqual(after.Pixels), "the panel shows something else than after endcap simulate with the same profile");
        Assert.IsTrue((await rig.Page.TextContentAsync("#status"))!.Contains(expected[0], StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task What_Is_Marked_As_Bought_Is_Listed_In_The_Next_Packet()
    {
        byte[] blob = Shelves.Store();
        await using ShopperRig rig = await ShopperRig.Open(blob);
        await rig.Connect();
        await rig.Send();
        string[] first = await rig.Ranking();
        await rig.Page.GetByLabel($"I bought this: {first[2]}").ClickAsync();
        await rig.Page.ClickAsync("#again");
        await rig.Reach("review");
        await rig.Send();
        BlobImage image = Shelves.Image(blob);
        int product = image.Content.Products!.Select((each, p) => (each.Name, p)).First(each => each.Name == first[2]).p;
        LabelProfile profile = new([4, 1, 0, 4, 3, 0, 1], [(byte)product, 1, 1], 1);
        byte[] packet = rig.Label.Packets[1];
        CollectionAssert.AreEqual(Encode(image, (uint)BlobLayout.I32(packet, ProfilePacket.NonceAt), profile), packet);
        Assert.AreEqual(first[2], (await rig.Ranking())[0]);
    }

    [TestMethod]
    public async Task A_Packet_Never_Exceeds_512_Bytes()
    {
        await using ShopperRig rig = await ShopperRig.Open(Shelves.Large());
        string purchases = string.Join(',', Enumerable.Range(0, 255).Select(p => $$"""{"sku":"{{p}}","name":"","times":{{1 + p % 3}},"last":{{1_000 + p}}}"""));
        await rig.Page.SetInputFilesAsync("#import-file", new FilePayload
        {
            Name = "me.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes($$"""{"format":"endcap-shopper/1","purchases":[{{purchases}}]}"""),
        });
        await rig.Page.GetByText("Loaded.").WaitForAsync();
        await rig.Connect();
        await rig.Send();
        byte[] packet = rig.Label.Packets.Single();
        LoadedShelf shelf = Shelves.Image(rig.Label.Blob!).Shelf;
        Assert.AreEqual(ProfilePacket.MaxListed(shelf, GattIds.MaxAttributeBytes), packet[ProfilePacket.ListedCountAt]);
        Assert.IsGreaterThan(500, packet.Length);
        Assert.IsLessThanOrEqualTo(GattIds.MaxAttributeBytes, packet.Length);
        Assert.AreEqual("Product 254", (await rig.Ranking())[0]);
    }

    /// <summary>Answers as <see cref="ProfileFile"/> says.</summary>
    internal static async Task Answer(IPage page)
    {
        foreach ((string label, string value) in new[] { ("Your age", "52"), ("People in your household", "4"), ("Household income", "30") })
            await page.GetByLabel(label, new() { Exact = true }).FillAsync(value);
        await page.GetByRole(AriaRole.Group, new() { Name = "Do you eat gluten-free?" }).GetByLabel("Yes").CheckAsync();
        await page.GetByLabel("Diet", new() { Exact = true }).SelectOptionAsync("vegan");
    }

    /// <summary>The same answers as a file for endcap rank.</summary>
    internal sealed class ProfileFile : IDisposable
    {
        public ProfileFile() => File.WriteAllText(Path, Profile);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }

    private static byte[] Encode(BlobImage image, uint nonce, LabelProfile profile)
    {
        byte[] into = new byte[GattIds.MaxAttributeBytes];
        return into[..ProfilePacket.Encode(image.Shelf, nonce, profile.Shared, profile.Listed, profile.ListedCount, into)];
    }

    private static byte[] Blank(byte[] packet) => [.. packet[..ProfilePacket.NonceAt], .. packet[(ProfilePacket.NonceAt + 4)..]];
}
