using Endcap.Boards;
using Endcap.Kernel;
using Endcap.Label.Display;
using Endcap.Label.Faults;
using Endcap.Label.Storage;
using Endcap.Protocol.Update;

namespace Endcap.Label.Update;

/// <summary>
/// What a label loads at its start: of each kind the active slot. A new version that does not load, or whose first start
/// never settled, gives way to the previous one for good; a settled one that was damaged gives way to the other slot.
/// </summary>
public sealed class Slots
{
    // Nothing there, and nothing wrong with that.
    private const int Absent = -1;

    private readonly Board _board;
    private readonly Health _health;
    private readonly Settings _settings;

    /// <summary>What is active.</summary>
    public readonly UpdateState State = new UpdateState();

    /// <summary>The shelf, or null.</summary>
    public LoadedShelf Shelf;

    /// <summary>The content, or null.</summary>
    public LabelContent Content;

    /// <summary>The content record's own checksum, 0 without content.</summary>
    public int ContentMark;

    /// <summary>Slots of a label; nothing is read yet.</summary>
    /// <param name="board">Says how much heap a shelf may take.</param>
    /// <param name="health">Is told what went wrong.</param>
    /// <param name="settings">Receives the settings.</param>
    public Slots(Board board, Health health, Settings settings)
    {
        _board = board;
        _health = health;
        _settings = settings;
    }

    /// <summary>
    /// Reads what is active. A version whose first start did not settle is taken back; one that is new begins its first
    /// start, which stands on the drive before anything of it is used.
    /// </summary>
    public void Begin()
    {
        _health.Report(State.Load());
        bool changed = false;
        for (int kind = 1; kind <= Manifest.Kinds; kind++)
        {
            int phase = State.Phase(kind);
            if (phase == ProgressPacket.Settled) continue;
            changed = true;
            if (phase == ProgressPacket.New)
            {
                State.BeginFirstBoot(kind);
                continue;
            }

            State.GoBack(kind, false);
            _health.Report(LabelFault.Reverted);
        }

        if (!changed) return;
        _health.Report(State.Save());
        Files.Delete(Drive.Staging);
    }

    /// <summary>Loads a kind into its field, or into the settings.</summary>
    public void Load(int kind)
    {
        int fault = LoadSlot(kind, State.Slot(kind));
        if (fault == LabelFault.None || (fault == Absent && State.Phase(kind) == ProgressPacket.Settled)) return;
        if (State.Phase(kind) == ProgressPacket.FirstBoot && fault != LabelFault.NoDrive)
        {
            State.GoBack(kind, false);
            _health.Report(State.Save());
            _health.Report(LabelFault.Reverted);
            fault = LoadSlot(kind, State.Slot(kind));
            if (fault > 0) _health.Report(fault);
            return;
        }

        if (fault != LabelFault.NoDrive) LoadSlot(kind, 1 - State.Slot(kind));
        _health.Report(fault);
    }

    /// <summary>What was loaded for the first time is in use for good, but for what is on trial.</summary>
    /// <param name="drawn">Whether the panel drew the content.</param>
    public void Settle(bool drawn)
    {
        bool changed = false;
        for (int kind = 1; kind <= Manifest.Kinds; kind++)
        {
            if (State.Phase(kind) != ProgressPacket.FirstBoot || State.IsOnTrial(kind) || (kind == Manifest.Content && !drawn)) continue;
            State.Settle(kind);
            changed = true;
        }

        if (changed) _health.Report(State.SaveBoth());
    }

    /// <summary>Whether a version waits for Confirm.</summary>
    public bool IsOnTrial()
    {
        for (int kind = 1; kind <= Manifest.Kinds; kind++)
            if (State.Phase(kind) == ProgressPacket.FirstBoot && State.IsOnTrial(kind)) return true;
        return false;
    }

    /// <summary>Nobody confirmed in time: the previous versions are active from the next start on.</summary>
    /// <returns>0 or <see cref="LabelFault.DriveWrite"/>.</returns>
    public int EndTrial()
    {
        for (int kind = 1; kind <= Manifest.Kinds; kind++)
            if (State.Phase(kind) == ProgressPacket.FirstBoot && State.IsOnTrial(kind)) State.GoBack(kind, false);
        return State.Save();
    }

    private int LoadSlot(int kind, int slot)
    {
        string path = SlotFile.Path(kind, slot);
        switch (kind)
        {
            case Manifest.Shelf: return LoadShelf(path);
            case Manifest.Content: return LoadContent(path);
            default: return LoadSettings(path);
        }
    }

    private int LoadShelf(string path)
    {
        int fault;
        Shelf = ShelfStore.Load(_board, path, out fault);
        return fault;
    }

    private int LoadContent(string path)
    {
        int fault;
        byte[] record = Files.Read(path, RecordFields.MaxBytes, LabelFault.NoContent, LabelFault.BadContent, out fault);
        if (record == null) return fault;
        LabelContent content = new LabelContent();
        fault = ContentRecord.Read(record, record.Length, content);
        if (fault != LabelFault.None) return fault;
        Content = content;
        ContentMark = BlobLayout.I32(record, RecordFields.ChecksumAt);
        return fault;
    }

    private int LoadSettings(string path)
    {
        int fault;
        byte[] record = Files.Read(path, RecordFields.MaxBytes, Absent, LabelFault.BadSettings, out fault);
        return record == null ? fault : SettingsRecord.Read(record, record.Length, _settings);
    }
}
