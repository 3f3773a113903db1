using Endcap.Label.Storage;
using Endcap.Label.Update;
using Endcap.Protocol;
using Endcap.Protocol.Update;
using Endcap.Publishing.Journal;
using Endcap.Publishing.Rollout;

namespace Endcap.Tests.HostTools.Publishing.Rollout;

[TestClass]
public sealed class RolloutTests
{
    [TestMethod]
    public void Twenty_Five_Labels_Get_Shelf_And_Content()
    {
        using var store = new VirtualStore();
        WaveRunner run = store.Publish(25, waves: "1,10%,100%", content: true);
        Assert.AreEqual("1 2 22", string.Join(' ', run.Results.Select(wave => wave.Count(Outcome.Updated))));
        for (uint label = 1; label <= 25; label++)
        {
            CollectionAssert.AreEqual(store.Shelf, store.Active(label, Manifest.Shelf));
            CollectionAssert.AreEqual(store.Content((int)label), store.Active(label, Manifest.Content));
        }

        Assert.AreEqual("50 times Active, version 1", string.Join(", ", store.Journal().GroupBy(entry => $"{entry.State}, version {entry.Version}")
            .Select(group => $"{group.Count()} times {group.Key}")));
        Assert.IsTrue(run.Results.SelectMany(wave => wave.Deliveries).All(delivery => delivery.Attempts == 1 && delivery.Chunks > 10));
    }

    [TestMethod]
    public void Nothing_Is_Sent_Twice()
    {
        using var store = new VirtualStore();
        long first = store.Publish(3, content: true).Results.Sum(wave => wave.AirBytes);
        Assert.IsGreaterThan(3 * 2300, first);
        WaveRunner again = store.Publish(3, content: true);
        Assert.AreEqual("1 2", string.Join(' ', again.Results.Select(wave => wave.LeftAlone)));
        Assert.AreEqual(0, again.Results.Sum(wave => wave.AirBytes), "the journal knows: no label is disturbed");

        store.LoseJournal();
        WaveRunner asked = store.Publish(3, content: true);
        Delivery[] visits = [.. asked.Results.SelectMany(wave => wave.Deliveries)];
        Assert.AreEqual("UpToDate 0", string.Join(' ', visits.Select(visit => $"{visit.Outcome} {visit.Chunks}").Distinct()));
        Assert.IsTrue(visits.All(visit => visit.AirBytes is > 0 and < 100), "the proof only");

        store.Shelf = VirtualStore.Padded(2300, fill: 1);
        Delivery[] changed = [.. store.Publish(3, content: true).Results.SelectMany(wave => wave.Deliveries)];
        Assert.IsTrue(changed.All(visit => visit is { Outcome: Outcome.Updated, FileBytes: 2300 }), "the shelf only");
        Assert.AreEqual(2u, store.Journal().Single(entry => entry is { Label: 2, Kind: Manifest.Shelf, State: JournalState.Active }).Version);
    }

    [TestMethod]
    [DataRow(20, 0.3)]
    [DataRow(180, 0.3)]
    [DataRow(509, 0.3)]
    [DataRow(253, 0.0)]
    public void A_Shelf_Comes_Through_In_Any_Chunks_With_Losses(int chunk, double loss)
    {
        using var store = new VirtualStore { Options = new VisitOptions(Chunk: chunk, Loss: loss) };
        Delivery visit = store.Publish(1).Results.Single().Deliveries.Single();
        Assert.AreEqual((Outcome.Updated, 1), (visit.Outcome, visit.Attempts), visit.Trouble?.Text);
        CollectionAssert.AreEqual(store.Shelf, store.Active(1, Manifest.Shelf));
        int least = Enumerable.Range(0, 3).Sum(block => (int)Math.Ceiling(Math.Min(1024, 2300 - 1024 * block) / (double)((chunk - 8) & ~3)));
        if (loss > 0 && chunk <= 253) Assert.IsGreaterThan(least * 5 / 4, visit.Chunks, "lost chunks are sent again");
        else Assert.AreEqual(least, visit.Chunks);
    }

    [TestMethod]
    public void A_Trial_Is_Confirmed()
    {
        using var store = new VirtualStore { Options = new VisitOptions(Trial: true) };
        Assert.AreEqual(0, store.Publish(2).Failed);
        byte[] state = store.OnDrive(1, Drive.StateA);
        int at = UpdateState.KindsAt;
        Assert.AreEqual((ProgressPacket.Settled, 0), (state[at + ProgressPacket.PhaseAt], state[at + ProgressPacket.FlagsAt] & ProgressPacket.OnTrial));
    }

    [TestMethod]
    public void Labels_That_Keep_Failing_Halt_The_Roll_Out_Before_The_Next_Wave()
    {
        using var store = new VirtualStore { Before = (_, label) => label.Board.Drive.CapacityBytes = 6 * 4096 };
        WaveRunner run = store.Publish(12, halt: "5%", waves: "2,100%");
        Delivery[] visits = [.. run.Results.SelectMany(wave => wave.Deliveries)];
        Assert.IsTrue(run.IsHalted);
        Assert.AreEqual(10 + 2 - visits.Length, run.Untouched);
        Assert.IsTrue(visits.All(visit => visit.Label <= 2 && visit.Trouble!.Fault == PacketFault.NotStored && visit.Attempts == VisitOptions.MostAttempts));
        Assert.IsTrue(store.Journal().All(entry => entry.Label <= 2));
        Assert.IsFalse(Directory.Exists(Path.Combine(store.Drives, "3")));

        store.Before = null; // somebody made room
        Assert.AreEqual("2 10", string.Join(' ', store.Publish(12, halt: "5%", waves: "2,100%").Results.Select(wave => wave.Count(Outcome.Updated))));
    }

    [TestMethod]
    public void A_Version_Below_The_Label_S_Needs_The_Downgrade()
    {
        using var store = new VirtualStore { Options = new VisitOptions(Version: 8) };
        store.Publish(1);
        store.Shelf = VirtualStore.Padded(2300, fill: 1);
        store.Options = new VisitOptions(Version: 7);
        Delivery refused = store.Publish(1).Results.Single().Deliveries.Single();
        Assert.AreEqual((PacketFault.OldVersion, 0), (refused.Trouble!.Fault, refused.Chunks));
        store.Options = new VisitOptions(Version: 7, Downgrade: true);
        Assert.AreEqual(Outcome.Updated, store.Publish(1).Results.Single().Deliveries.Single().Outcome);
        CollectionAssert.AreEqual(store.Shelf, store.Active(1, Manifest.Shelf));
    }
}
