using Endcap.Label.Storage;
using Endcap.Label.Update;
using Endcap.Simulation;

namespace Endcap.Tests.HostTools.Simulation;

[TestClass]
public sealed class FlashedDriveTests
{
    // By hand: CRC-32 of "123456789" is CBF43926 (the algorithm's check value), of "a" E8B7BE43.
    private const string State = "45435354" + "01000000" + "00000000" + "00000000" + "2A000000"
        + "000000" + "00000000" + "2639F4CB" + "00000000" + "00000000"
        + "000000" + "00000000" + "43BEB7E8" + "00000000" + "00000000"
        + "000000" + "00000000" + "00000000" + "00000000" + "00000000";

    [TestMethod]
    public void Both_Slots_Have_The_Same_File_And_The_State_Tells_It()
    {
        byte[] shelf = [.. "123456789"u8], content = [.. "a"u8];
        IReadOnlyList<(string Path, byte[] Bytes)> files = FlashedDrive.Of(42, shelf, content, null);
        Assert.AreEqual("I:\\shelf-a.ecap I:\\shelf-b.ecap I:\\content.rec I:\\content-b.rec I:\\state-a I:\\state-b", string.Join(' ', files.Select(file => file.Path)),
            "what a flashing that broke off did not write must not stand in a state");
        CollectionAssert.AreEqual(new[] { shelf, shelf, content, content }, files.Take(4).Select(file => file.Bytes).ToArray());
        foreach (byte[] state in files.Skip(4).Select(file => file.Bytes))
        {
            Assert.IsTrue(RecordPair.IsSound(state, UpdateState.Magic, UpdateState.Bytes));
            Assert.AreEqual(State, Convert.ToHexString([.. state[..RecordPair.ChecksumAt], 0, 0, 0, 0, .. state[(RecordPair.ChecksumAt + 4)..]]));
        }
    }

    [TestMethod]
    public void A_Kind_That_Is_Not_There_Has_No_File()
    {
        Assert.AreEqual("I:\\shelf-a.ecap I:\\shelf-b.ecap I:\\settings.rec I:\\settings-b.rec I:\\state-a I:\\state-b",
            string.Join(' ', FlashedDrive.Of(0, [1], null, [2]).Select(file => file.Path)));
        Assert.AreEqual($"{Drive.ShelfA} {Drive.ShelfB} {Drive.StateA} {Drive.StateB}", string.Join(' ', FlashedDrive.Of(0, [1], null, null).Select(file => file.Path)));
    }
}
