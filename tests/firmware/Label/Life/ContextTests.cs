using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Label.Faults;
using Endcap.Protocol;
using Endcap.Simulation;

namespace Endcap.Tests.Firmware.Label.Life;

/// <summary>Features that the label knows by its clock.</summary>
[TestClass]
public sealed class ContextTests
{
    // Saturday 21 November 2026, 11:59 and 12:00; Monday 23 November.
    private static readonly DateTime _saturday = new(2026, 11, 21, 11, 59, 0), _monday = new(2026, 11, 23, 12, 0, 0);

    [TestMethod]
    [DataRow("hour", 12.0, false, true)]
    [DataRow("weekday", 5.0, true, false)]
    [DataRow("day", 22.0, false, true)]
    [DataRow("month", 11.0, true, true)]
    [DataRow("month", 11.5, false, false)]
    public void A_Number_Is_Binned_As_The_Blobs_Edges_Say(string name, double edge, bool saturday, bool monday)
    {
        var feature = new FeatureText(name, FeatureKind.Numeric, true, 2, [edge], []);
        Assert.AreEqual((saturday ? 1 : 0, 0), Ask(feature, 3, _saturday));
        Assert.AreEqual((monday ? 1 : 0, 0), Ask(feature, 3, _monday));
    }

    [TestMethod]
    public void A_Weekend_Is_A_Flag()
    {
        var feature = new FeatureText("weekend", FeatureKind.Flag, false, 0, [], []);
        Assert.AreEqual((1, 0), Ask(feature, 2, _saturday));
        Assert.AreEqual((0, 0), Ask(feature, 2, _monday));
    }

    [TestMethod]
    public void Local_Time_Counts()
    {
        var feature = new FeatureText("hour", FeatureKind.Numeric, false, 0, [12.0], []);
        Assert.AreEqual((1, 0), Ask(feature, 2, _saturday, offsetMinutes: 1));
        Assert.AreEqual((0, 0), Ask(feature, 2, _monday, offsetMinutes: -1));
    }

    [TestMethod]
    public void Without_A_Clock_Or_With_An_Unknown_Name_The_Absent_Bin_Counts_And_Status_Says_So()
    {
        var hour = new FeatureText("hour", FeatureKind.Numeric, true, 1, [6.0], []);
        Assert.AreEqual((1, LabelFault.NoClock), Ask(hour, 3, null));
        var moon = new FeatureText("moon", FeatureKind.Numeric, true, 1, [6.0], []);
        Assert.AreEqual((1, LabelFault.UnknownContext), Ask(moon, 3, _monday));
    }

    // The best product and the last fault: product b wins in bin b; product 2 in the bin of missing values.
    private static (int Best, int Fault) Ask(FeatureText feature, int radix, DateTime? clock, int offsetMinutes = 0)
    {
        int cuts = (1 << (radix - 1)) - 1;
        sbyte[] Only(int bin) => [.. Enumerable.Range(0, radix).Select(b => (sbyte)(b == bin ? 100 : 0))];
        byte[] blob = BlobWriter.Write(new BlobContent
        {
            SchemaId = 5, ModelVersion = 1, Features = [new(radix, 1, 0)], Base = [0, 0, 0],
            Tables = new TablesContent([[0]],
                [new TableGroup(0, -1, 0, cuts, 0, [.. Enumerable.Range(0, 3).Select(p => new BlobTable(p, 0, cuts, 0, Only(p)))])]),
            Products = [new("40", "Oat"), new("41", "Soy"), new("42", "Rye")], FeatureTexts = [feature],
        });
        using var rig = new LabelRig(change: settings => settings.ClockOffsetMinutes = offsetMinutes, blob: blob);
        rig.Label.Boot();
        if (clock is { } time) rig.Board.RtcTicks = time.Ticks;
        Assert.IsTrue(rig.Phone.Find(TimeSpan.FromSeconds(30)));
        Assert.IsTrue(rig.Phone.Connect(247));
        rig.Phone.ReadSchema();
        byte[] answer = rig.Phone.Ask(new Compression.Evaluation.LabelProfile([0], [], 0));
        byte[] status = rig.Phone.ReadStatus();
        rig.AssertClean();
        return (ShopperPhone.Ranks(answer).First().Product, status[StatusPacket.LastFaultAt]);
    }
}
