using Endcap.Publishing.Planning;
using Endcap.Publishing.Rollout;

namespace Endcap.Tests.HostTools.Publishing.Rollout;

[TestClass]
public sealed class WaveRunnerTests
{
    private static readonly Trouble _trouble = Trouble.Of(78, "proving the key");

    [TestMethod]
    public void A_Wave_Begins_When_The_One_Before_Has_Ended()
    {
        var turns = new List<uint>();
        var runner = new WaveRunner(Plan("1,10%,100%", 25), Share.TryParse("5%")!, 4, Noting(turns, _ => false));
        Assert.AreEqual(1, runner.RunNext()!.Labels);
        CollectionAssert.AreEqual(new uint[] { 0 }, turns);
        Assert.AreEqual(2, runner.RunNext()!.Labels);
        CollectionAssert.AreEquivalent(new uint[] { 0, 1, 2 }, turns);
        Assert.AreEqual(22, runner.RunNext()!.Count(Outcome.Updated));
        Assert.IsNull(runner.RunNext());
        CollectionAssert.AreEquivalent(Enumerable.Range(0, 25).Select(i => (uint)i).ToArray(), turns);
        Assert.AreEqual((0, 0, false), (runner.Failed, runner.Untouched, runner.IsHalted));
    }

    [TestMethod]
    [DataRow("0", 1, 1)] // the canary fails
    [DataRow("5%", 1, 1)]
    [DataRow("100%", 100, 100)] // a rule that allows everything: all have their turn
    public void A_Label_That_Fails_Halts_The_Roll_Out(string rule, int turnsAtMost, int failures)
    {
        var turns = new List<uint>();
        var runner = new WaveRunner(Plan("1,10%,100%", 100), Share.TryParse(rule)!, 1, Noting(turns, _ => true));
        while (runner.RunNext() is not null);
        Assert.HasCount(turnsAtMost, turns);
        Assert.AreEqual(failures, runner.Failed);
        Assert.AreEqual(100 - turnsAtMost, runner.Untouched);
        Assert.AreEqual(rule != "100%", runner.IsHalted);
    }

    [TestMethod]
    public void Within_A_Wave_Nothing_Begins_Once_The_Rule_Is_Broken()
    {
        var turns = new List<uint>();
        var runner = new WaveRunner(Plan("100%", 100), Share.TryParse("5%")!, 1, Noting(turns, label => label % 2 == 1));
        WaveResult wave = runner.RunNext()!;
        Assert.HasCount(12, turns); // 0 … 11 have six failures, one more than 5 % of 100
        Assert.AreEqual((6, 88, true), (runner.Failed, wave.Untouched, runner.IsHalted));
        Assert.IsNull(runner.RunNext());
    }

    [TestMethod]
    public void Labels_That_Have_Everything_Or_Were_Revoked_Have_No_Turn()
    {
        var turns = new List<uint>();
        PublishPlan plan = Plan("100%", 4);
        plan = plan with
        {
            Labels =
            [
                plan.Labels[0] with { Turn = LabelTurn.UpToDate }, plan.Labels[1], plan.Labels[2] with { Turn = LabelTurn.Revoked, Wave = -1 }, plan.Labels[3],
            ],
        };
        WaveResult wave = new WaveRunner(plan, Share.TryParse("0")!, 2, Noting(turns, _ => false)).RunNext()!;
        CollectionAssert.AreEquivalent(new uint[] { 1, 3 }, turns);
        Assert.AreEqual((3, 1, 0), (wave.Labels, wave.LeftAlone, wave.Untouched));
    }

    [TestMethod]
    public void An_Exception_Ends_The_Wave_And_Gets_Out()
    {
        int turns = 0;
        Thread? thrower = null;
        using var throwing = new ManualResetEventSlim();
        var runner = new WaveRunner(Plan("100%", 50), Share.TryParse("0")!, 2, (label, _) =>
        {
            int turn = Interlocked.Increment(ref turns);
            if (turn == 3)
            {
                thrower = Thread.CurrentThread;
                throwing.Set();
                throw new IOException("disk");
            }

            // The other thread cannot run ahead of the exception: it waits until the thread that threw has come to its end.
            if (turn > 3)
            {
                throwing.Wait(CancellationToken.None);
                if (Thread.CurrentThread != thrower) thrower!.Join();
            }

            return Result(label, false);
        });
        Assert.AreEqual("disk", Assert.ThrowsExactly<IOException>(() => runner.RunNext()).Message);
        Assert.IsInRange(3, 4, turns);
    }

    [TestMethod]
    public void Ctrl_C_Begins_No_Other_Label()
    {
        using var interrupt = new CancellationTokenSource();
        int turns = 0;
        var runner = new WaveRunner(Plan("100%", 50), Share.TryParse("0")!, 1, (label, _) =>
        {
            if (++turns == 4) interrupt.Cancel();
            return Result(label, false);
        });
        Assert.Throws<OperationCanceledException>(() => runner.RunNext(null, interrupt.Token));
        Assert.AreEqual(4, turns);
    }

    private static Deliver Noting(List<uint> turns, Func<uint, bool> fails) => (label, _) =>
    {
        lock (turns) turns.Add(label.Label);
        return Result(label, fails(label.Label));
    };

    private static Delivery Result(PlannedLabel label, bool fails) =>
        new(label.Label, fails ? Outcome.Failed : Outcome.Updated, 1, 1, 1, 1, 1, fails ? _trouble : null);

    private static PublishPlan Plan(string waves, int labels)
    {
        IReadOnlyList<int> ends = Waves.Parse(waves).Ends(labels);
        return new PublishPlan([.. Enumerable.Range(0, labels).Select(i =>
            new PlannedLabel((uint)i, [], ends.TakeWhile(end => i >= end).Count(), LabelTurn.Ask))], ends.Count);
    }
}
