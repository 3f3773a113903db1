using Endcap.Protocol.Update;
using Endcap.Publishing.Journal;
using Endcap.Publishing.Keys;
using Endcap.Publishing.Rollout;

namespace Endcap.Tests.HostTools.Publishing.Rollout;

/// <summary>A roll-out that dies, at any of its steps.</summary>
[TestClass]
public sealed class RolloutKillTests
{
    private sealed class KilledException : Exception;

    [TestMethod]
    public void A_Roll_Out_Killed_After_Any_Transaction_Goes_On()
    {
        int steps = 0;
        for (int kill = 1; ; kill++)
        {
            using var store = new VirtualStore { Shelf = VirtualStore.Padded(2300, fill: 1), Price = 50 };
            store.Publish(2, content: true);
            (store.Shelf, store.Price) = (VirtualStore.Padded(2300), 100);
            int commits = 0;
            store.AfterCommit = () =>
            {
                if (Interlocked.Increment(ref commits) >= kill) throw new KilledException();
            };
            try
            {
                store.Publish(2, content: true);
                break; // it has fewer transactions than that
            }
            catch (KilledException)
            {
                steps++;
            }

            store.AfterCommit = null;
            Assert.AreEqual(0, store.Publish(2, content: true).Failed, $"killed after {kill}");
            AssertAllIsThere(store, $"killed after {kill}");
        }

        Assert.IsGreaterThan(12, steps);
    }

    [TestMethod]
    public void Ctrl_C_At_Any_Step_Sends_Nothing_Twice()
    {
        const int Session = 250; // bytes of a proof, a manifest and a commit more
        using var whole = new VirtualStore();
        whole.Publish(1, content: true);
        long needed = whole.Journal().Sum(entry => entry.AirBytes);
        Assert.IsGreaterThan(2300 + Session, needed);
        int steps = 0;
        for (int stop = 1; ; stop++)
        {
            using var store = new VirtualStore();
            using var interrupt = new CancellationTokenSource();
            int commits = 0;
            store.AfterCommit = () =>
            {
                if (++commits == stop) interrupt.Cancel();
            };
            try
            {
                store.Publish(1, content: true, cancellation: interrupt.Token);
                if (!interrupt.IsCancellationRequested) break; // it has fewer steps than that
            }
            catch (OperationCanceledException)
            {
                steps++;
            }

            store.AfterCommit = null;
            Assert.AreEqual(0, store.Publish(1, content: true).Failed, $"stopped after {stop}");
            Assert.IsLessThan(needed + Session, store.Journal().Sum(entry => entry.AirBytes), $"stopped after {stop}");
        }

        Assert.IsGreaterThan(4, steps);
    }

    [TestMethod]
    public void Ctrl_C_In_The_Middle_Of_A_File_Goes_On_With_The_Rest_Of_It()
    {
        using var store = new VirtualStore { Shelf = VirtualStore.Padded(12_000), Options = new VisitOptions(Chunk: 20) };
        using var interrupt = new CancellationTokenSource();
        store.Before = (_, label) => VirtualStore.WhenStaged(label, 4_000, interrupt.Cancel);
        Assert.Throws<OperationCanceledException>(() => store.Publish(1, cancellation: interrupt.Token));
        JournalEntry stopped = store.Journal().Single();
        Assert.AreEqual((JournalState.Sending, 1u, "stopped"), (stopped.State, stopped.Version, stopped.Error));
        Assert.IsTrue(File.Exists(Path.Combine(store.Drives, "1", "update.tmp")));

        store.Before = null;
        Delivery rest = store.Publish(1).Results.Single().Deliveries.Single();
        Assert.AreEqual(Outcome.Updated, rest.Outcome);
        Assert.IsLessThan(950, rest.Chunks, "a whole file would be 1,000");
        Assert.AreEqual(1u, store.Journal().Single().Version);
        CollectionAssert.AreEqual(store.Shelf, store.Active(1, Manifest.Shelf));
    }

    [TestMethod]
    public void A_Rotation_Whose_Confirmation_Was_Lost_Is_Found_Out()
    {
        using var store = new VirtualStore();
        store.Publish(1);
        KeyFile.Change(store.KeyPath, keys => keys.Rotate(1));
        byte[] before = File.ReadAllBytes(store.KeyPath);
        store.Publish(1);
        Assert.AreEqual(new LabelKey(1, 1), KeyFile.Read(store.KeyPath).Of(1));
        File.WriteAllBytes(store.KeyPath, before); // the process died between the label's drive and this file
        Assert.AreEqual(0, store.Publish(1).Failed);
        Assert.AreEqual(new LabelKey(1, 1), KeyFile.Read(store.KeyPath).Of(1));
    }

    [TestMethod]
    public void A_Label_That_Loses_Its_Power_While_It_Receives_Is_Visited_Again()
    {
        using var store = new VirtualStore { Shelf = VirtualStore.Padded(12_000), Options = new VisitOptions(Chunk: 20) };
        store.Before = (_, label) => VirtualStore.WhenStaged(label, 4_000, label.Boot);
        Delivery visit = store.Publish(1).Results.Single().Deliveries.Single();
        Assert.AreEqual((Outcome.Updated, 2), (visit.Outcome, visit.Attempts), visit.Trouble?.Text);
        Assert.IsLessThan(1_400, visit.Chunks);
        CollectionAssert.AreEqual(store.Shelf, store.Active(1, Manifest.Shelf));
    }

    private static void AssertAllIsThere(VirtualStore store, string when)
    {
        for (uint label = 1; label <= 2; label++)
        {
            CollectionAssert.AreEqual(store.Shelf, store.Active(label, Manifest.Shelf), when);
            CollectionAssert.AreEqual(store.Content((int)label), store.Active(label, Manifest.Content), when);
        }

        Assert.AreEqual("4 Replaced 1, 4 Active 2", string.Join(", ", store.Journal().GroupBy(entry => $"{entry.State} {entry.Version}")
            .Select(group => $"{group.Count()} {group.Key}").OrderDescending()), when);
    }
}
