using Endcap.Protocol.Update;
using Endcap.Publishing.Journal;
using Endcap.Publishing.Planning;
using Microsoft.Data.Sqlite;

namespace Endcap.Tests.HostTools.Publishing.Journal;

[TestClass]
public sealed class PublishJournalTests
{
    private static readonly PublishFile _a = new(Manifest.Shelf, [1, 2, 3]), _b = new(Manifest.Shelf, [4]), _content = new(Manifest.Content, [1, 2, 3]);

    [TestMethod]
    public void Each_Step_Is_There_After_The_Process_Died()
    {
        using var folder = new TemporaryFolder();
        string path = folder["publish.db"];
        Step(path, journal => journal.Attempt(7, _a));
        Assert.AreEqual((JournalState.Trying, 1, 0u), Of(path));
        Step(path, journal => Assert.AreEqual(1u, journal.Allot(7, _a, 0, 0, null)));
        Assert.AreEqual((JournalState.Sending, 1, 1u), Of(path));
        Step(path, journal => journal.Trouble(7, _a, 86, "bytes are missing", 500, givenUp: true));
        Assert.AreEqual((JournalState.Failed, 1, 1u), Of(path));
        Step(path, journal => journal.Attempt(7, _a));
        Step(path, journal => Assert.AreEqual(1u, journal.Allot(7, _a, 0, 0, null))); // the same: the label goes on
        Step(path, journal => journal.Committed(7, _a));
        Step(path, journal => journal.Attempt(7, _a)); // a run that died before it saw the label again
        Assert.AreEqual((JournalState.Committed, 3, 1u), Of(path));
        Step(path, journal => journal.Active(7, _a, 1, 40));
        Step(path, journal =>
        {
            JournalEntry entry = journal.Entries.Single();
            Assert.AreEqual((JournalState.Active, 3, 540L, 0, (string?)null, 3), (entry.State, entry.Attempts, entry.AirBytes, entry.Fault, entry.Error, entry.Bytes));
            Assert.IsLessThanOrEqualTo(0, string.CompareOrdinal(entry.Begun, entry.Changed));
        });
    }

    [TestMethod]
    public void Versions_Rise_And_Never_Come_Again_For_Other_Bytes()
    {
        using var folder = new TemporaryFolder();
        using var journal = PublishJournal.Open(folder["publish.db"]);
        uint Next(PublishFile file, uint active, uint staged = 0, uint? wanted = null)
        {
            journal.Attempt(7, file);
            return journal.Allot(7, file, active, staged, wanted);
        }

        Assert.AreEqual(1u, Next(_a, 0));
        journal.Active(7, _a, 1, 0);
        Assert.AreEqual(2u, Next(_b, 1));
        journal.Active(7, _b, 2, 0);
        Assert.AreEqual(JournalState.Replaced, journal.Find(7, _a)!.State);
        Assert.AreEqual(3u, Next(_a, 2), "the first file again is a new version");
        Assert.AreEqual(1u, Next(_content, 0), "each kind has its own");
        Assert.AreEqual(10u, Next(_b, 9), "above what the label has, whoever gave it that");
        Assert.AreEqual(40u, Next(_b, 9, wanted: 40));
        Assert.AreEqual(41u, Next(_a, 40));
        Assert.AreEqual(43u, Next(new PublishFile(Manifest.Shelf, [9]), 41, staged: 43), "bytes of it are on the label under that version");
        Assert.AreEqual(44u, Next(new PublishFile(Manifest.Shelf, [8]), 41, staged: 40), "a staged version that the label would refuse");
    }

    [TestMethod]
    public void Only_One_File_Of_A_Kind_Is_Active()
    {
        using var folder = new TemporaryFolder();
        using var journal = PublishJournal.Open(folder["publish.db"]);
        foreach ((uint label, PublishFile file) in new[] { (7u, _a), (7u, _content), (8u, _a), (7u, _b) })
        {
            journal.Attempt(label, file);
            journal.Active(label, file, 1, 0);
        }

        Assert.AreEqual("7/1/Replaced 7/1/Active 7/2/Active 8/1/Active",
            string.Join(' ', journal.Entries.Select(entry => $"{entry.Label}/{entry.Kind}/{entry.State}")));
    }

    [TestMethod]
    public void One_Roll_Out_At_A_Time()
    {
        using var folder = new TemporaryFolder();
        using (PublishJournal.Open(folder["publish.db"])) UserErrors.Expect("E379", () => PublishJournal.Open(folder["publish.db"]), "another endcap publish");
        PublishJournal.Open(folder["publish.db"]).Dispose();
    }

    [TestMethod]
    public void Another_File_Is_Left_Alone()
    {
        using var folder = new TemporaryFolder();
        string text = folder.Write("labels.csv", "label_id,sku,name,price,currency\n17,A,a,1,EUR\n");
        byte[] before = File.ReadAllBytes(text);
        UserErrors.Expect("E377", () => PublishJournal.Open(text));
        CollectionAssert.AreEqual(before, File.ReadAllBytes(text));
        Sql(folder["other.db"], "create table purchases (x)");
        UserErrors.Expect("E377", () => PublishJournal.Open(folder["other.db"]), "another program");
        Sql(folder["newer.db"], "create table delivery (x); pragma application_id = 1162039362; pragma user_version = 2");
        UserErrors.Expect("E378", () => PublishJournal.Open(folder["newer.db"]), "version 2");
        UserErrors.Expect("E402", () => PublishJournal.Open(folder["none/publish.db"]));
        UserErrors.Expect("E405", () => PublishJournal.Open(folder.Folder));
    }

    private static void Step(string path, Action<PublishJournal> step)
    {
        using var journal = PublishJournal.Open(path);
        step(journal);
    }

    private static (JournalState State, int Attempts, uint Version) Of(string path)
    {
        using var journal = PublishJournal.Open(path);
        JournalEntry entry = journal.Find(7, _a)!;
        return (entry.State, entry.Attempts, entry.Version);
    }

    private static void Sql(string path, string text)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
