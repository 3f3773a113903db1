using System.Globalization;
using Endcap.Boards;
using Endcap.Compression.Blobs;
using Endcap.Compression.LabelRecords;
using Endcap.Kernel;
using Endcap.Label.Display;
using Endcap.Label.Storage;
using Endcap.Label.Update;
using Endcap.Protocol.Update;
using Endcap.Publishing.Journal;
using Endcap.Publishing.Keys;
using Endcap.Publishing.Planning;
using Endcap.Publishing.Rollout;
using Endcap.Simulation;

namespace Endcap.Tests.HostTools.Publishing.Rollout;

/// <summary>A store with virtual labels in a folder of its own: keys, journal, drives.</summary>
internal sealed class VirtualStore : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public VirtualStore()
    {
        KeyFile.Create(KeyPath);
        Shelf = Padded(2300);
    }

    /// <summary>The shelf that is published: three blocks.</summary>
    public byte[] Shelf { get; set; }

    /// <summary>The price of label 1; the others' rise by a cent.</summary>
    public int Price { get; set; } = 100;

    public VisitOptions Options { get; set; } = new();

    /// <summary>What happens to a label in the shop before its turn.</summary>
    public Action<PlannedLabel, SimulatedLabel>? Before { get; set; }

    /// <summary>Is called after each transaction of the journal.</summary>
    public Action? AfterCommit { get; set; }

    public bool Verify { get; set; }

    public string KeyPath => _folder["store.keys"];

    public string Drives => _folder["labels"];

    /// <summary>Publishes to labels 1 … n until no wave is left or it is halted.</summary>
    public WaveRunner Publish(int labels, string halt = "0", string waves = "1,100%", bool content = false, CancellationToken cancellation = default)
    {
        var virtualLabels = new VirtualLabels(Drives, Board());
        using var journal = PublishJournal.Open(_folder["publish.db"]);
        journal.AfterCommit = AfterCommit;
        var keys = new KeyRing(KeyPath);
        var shelf = new PublishFile(Manifest.Shelf, Shelf);
        var plan = PublishPlan.Of(
            [.. Enumerable.Range(1, labels).Select(i => ((uint)i, (IReadOnlyList<PublishFile>)(content ? [shelf, new(Manifest.Content, Content(i))] : [shelf])))],
            Waves.Parse(waves), keys, journal, label => Verify || !virtualLabels.Has(label));
        keys.Note(plan.Labels.Select(label => label.Label));
        var delivery = new VirtualDelivery(virtualLabels, keys, journal, Options) { Before = Before };
        var runner = new WaveRunner(plan, Share.TryParse(halt)!, 2, delivery.Deliver);
        while (runner.RunNext(null, cancellation) is not null);
        return runner;
    }

    /// <summary>The journal's rows.</summary>
    public IReadOnlyList<JournalEntry> Journal()
    {
        using var journal = PublishJournal.Open(_folder["publish.db"]);
        return journal.Entries;
    }

    /// <summary>Forgets what the store knows of its labels.</summary>
    public void LoseJournal()
    {
        foreach (string file in Directory.GetFiles(_folder.Folder, "publish.db*")) File.Delete(file);
    }

    /// <summary>A file of a label's drive, from the folder.</summary>
    public byte[] OnDrive(uint label, string path) => File.ReadAllBytes(Path.Combine(Drives, label.ToString(CultureInfo.InvariantCulture), path[Drive.Root.Length..]));

    /// <summary>The file that a label has of a kind, by its own state records.</summary>
    public byte[] Active(uint label, int kind)
    {
        byte[] state = new[] { Drive.StateA, Drive.StateB }.Where(path => File.Exists(Path.Combine(Drives, $"{label}", path[Drive.Root.Length..])))
            .Select(path => OnDrive(label, path)).MaxBy(record => BlobLayout.I32(record, RecordPair.SequenceAt))!;
        return OnDrive(label, SlotFile.Path(kind, state[UpdateState.KindsAt + (kind - 1) * ProgressPacket.KindBytes]));
    }

    /// <summary>Does something to a label, once, when so many bytes of an update stand on its drive.</summary>
    public static void WhenStaged(SimulatedLabel label, int bytes, Action action) =>
        label.Board.Scheduler.At(label.Board.Scheduler.NowMicroseconds + 50_000, () =>
        {
            if (label.Board.Drive.Contains(Drive.Staging) && label.Board.Drive.ReadAllBytes(Drive.Staging).Length >= bytes) action();
            else WhenStaged(label, bytes, action);
        });

    /// <summary>What a label shows: its name and price are its own.</summary>
    public byte[] Content(int label) => ContentWriter.Write(new LabelContent
    {
        Name = CodePage.Encode($"Product {label}"), Price = Price + label, Currency = [CodePage.Euro], OwnSku = [(byte)'A'], ShelfOrder = [1, (byte)'A'],
    });

    /// <summary>A sound blob of a length: the golden one with unknown optional bytes.</summary>
    public static byte[] Padded(int bytes, byte fill = 0)
    {
        byte[] blob = Blob();
        int more = bytes - blob.Length - BlobLayout.SectionHeaderBytes;
        byte[] large = [.. blob, 0xFF, (byte)more, (byte)(more >> 8), 0, .. Enumerable.Repeat(fill, more)];
        large[BlobLayout.SectionCountAt]++;
        BitConverter.TryWriteBytes(large.AsSpan(BlobLayout.LengthAt), large.Length);
        BlobWriter.Seal(large);
        return large;
    }

    public static Board Board() => BoardList.Find("lilygo-t5-213")!;

    public void Dispose() => _folder.Dispose();

    private static byte[] Blob()
    {
        string text = Golden.Text("Blobs", "texts.hex");
        return Convert.FromHexString(string.Concat(text.Split('\n').Select(line => line.Split('#')[0])).Replace(" ", "", StringComparison.Ordinal));
    }
}
