using Endcap.Protocol.Update;
using Endcap.Publishing.Journal;
using Endcap.Publishing.Keys;
using Endcap.Publishing.Planning;

namespace Endcap.Tests.HostTools.Publishing.Planning;

[TestClass]
public sealed class PublishPlanTests
{
    private static readonly PublishFile _shelf = new(Manifest.Shelf, [1, 2, 3]), _content = new(Manifest.Content, [4, 5]);

    [TestMethod]
    public void The_Canary_Is_The_First_Of_The_List_That_Is_Not_Revoked()
    {
        using var folder = new TemporaryFolder();
        KeyFile.Create(folder["store.keys"]);
        KeyFile.Change(folder["store.keys"], keys => keys.Revoke(10));
        PublishPlan plan = Plan(folder, null, _ => false);
        Assert.AreEqual("10:-1:Revoked 11:0:Ask 12:1:Ask 13:1:Ask", Text(plan));
        Assert.AreEqual((2, 5L), (plan.Waves, plan.Labels[1].Bytes));
    }

    [TestMethod]
    public void Labels_Whose_Files_Are_All_Active_Are_Left_Alone()
    {
        using var folder = new TemporaryFolder();
        KeyFile.Create(folder["store.keys"]);
        using var journal = PublishJournal.Open(folder["publish.db"]);
        Active(journal, 10, _shelf, _content);
        Active(journal, 11, _shelf); // its content is not there
        Active(journal, 12, _shelf, _content);
        Active(journal, 12, new PublishFile(Manifest.Content, [6])); // another content since
        Active(journal, 13, _shelf, _content);
        journal.Attempt(13, _content); // a run that died while it asked
        Assert.AreEqual("10:0:UpToDate 11:1:Ask 12:1:Ask 13:1:Ask", Text(Plan(folder, journal, _ => false)));
        Assert.AreEqual("10:0:Ask 11:1:Ask 12:1:Ask 13:1:Ask", Text(Plan(folder, journal, label => label == 10)));
        KeyFile.Change(folder["store.keys"], keys => keys.Note(10));
        Assert.AreEqual("10:0:UpToDate 11:1:Ask 12:1:Ask 13:1:Ask", Text(Plan(folder, journal, _ => false)));
        KeyFile.Change(folder["store.keys"], keys => keys.Rotate(10)); // its key is to be brought
        Assert.AreEqual("10:0:Ask 11:1:Ask 12:1:Ask 13:1:Ask", Text(Plan(folder, journal, _ => false)));
    }

    private static PublishPlan Plan(TemporaryFolder folder, PublishJournal? journal, Func<uint, bool> mustAsk) => PublishPlan.Of(
        [.. Enumerable.Range(10, 4).Select(label => ((uint)label, (IReadOnlyList<PublishFile>)[_shelf, _content]))],
        Waves.Parse("1,100%"), new KeyRing(folder["store.keys"]), journal, mustAsk);

    private static void Active(PublishJournal journal, uint label, params PublishFile[] files)
    {
        foreach (PublishFile file in files)
        {
            journal.Attempt(label, file);
            journal.Active(label, file, 1, 0);
        }
    }

    private static string Text(PublishPlan plan) => string.Join(' ', plan.Labels.Select(label => $"{label.Label}:{label.Wave}:{label.Turn}"));
}
