using Endcap.Boards;
using Endcap.Label.Storage;
using Endcap.Label.Update;
using Endcap.Protocol;
using Endcap.Protocol.Update;
using Endcap.Simulation;
using Endcap.Virtual;

namespace Endcap.Torture;

/// <summary>A label that was switched on and has its old files, and the staff's tablet beside it.</summary>
public sealed class TortureRig : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Provisions a label as <c>endcap flash</c> does, and waits for its first advert.</summary>
    /// <param name="board">The board that it stands for.</param>
    public TortureRig(Board board)
    {
        byte[] key = KeyRecord.Encode(LabelFiles.LabelId, 0, LabelFiles.Key);
        Label = new SimulatedLabel(board,
        [
            .. FlashedDrive.Of(0, LabelFiles.Of(Manifest.Shelf, false), LabelFiles.Of(Manifest.Content, false), LabelFiles.Of(Manifest.Settings, false)),
            (Drive.KeyA, key), (Drive.KeyB, key),
        ]);
        Staff = new StaffPhone(Label.Board, LabelFiles.Key);
        Label.Boot();
        if (!Staff.Find(Patience)) throw new InvalidOperationException("A label without any fault does not advertise.");
    }

    /// <summary>The label.</summary>
    public SimulatedLabel Label { get; }

    /// <summary>Its board.</summary>
    public VirtualBoard Board => Label.Board;

    /// <summary>The staff's tablet.</summary>
    public StaffPhone Staff { get; }

    /// <summary>Whether the power is off.</summary>
    public bool IsOff => Board.State == BoardState.Off;

    /// <summary>
    /// What a gateway does until the label has a file, through lost connections: send what is missing, commit, come back after the
    /// restart, confirm. Ends when the power goes.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="confirm">Whether it confirms a version on trial.</param>
    /// <returns>Done once the label says that the file is active for good, or why not.</returns>
    public StaffReply Bring(StaffFile file, bool confirm = true)
    {
        StaffReply reply = StaffReply.Of(GattReply.Disconnected);
        for (int attempt = 0; attempt < 8 && !IsOff; attempt++)
        {
            reply = Staff.Open(Patience);
            if (!reply.Ok) continue;
            if (Staff.ReadProgress()?.Of(file.Kind) is not { } slots) continue;
            bool isActive = slots.Version == file.Version && slots.Phase != ProgressPacket.New;
            if (isActive && (slots.Phase == ProgressPacket.Settled || !confirm)) return Leave(StaffReply.Done);
            reply = isActive ? Staff.Confirm(file.Kind) : Staff.Update(file);
            if (isActive && reply.Ok) return Leave(reply);
            if (!reply.Ok && !reply.IsLost && reply.Fault is not PacketFault.NotStored and not PacketFault.Incomplete and not PacketFault.NoUpdate) return Leave(reply);
            if (!IsOff) Staff.AwaitRestart(Patience);
        }

        // What was committed counts only once the label says that it is active.
        return Leave(reply.Ok ? StaffReply.Of(GattReply.Disconnected) : reply);
    }

    /// <inheritdoc/>
    public void Dispose() => Label.Dispose();

    private StaffReply Leave(StaffReply reply)
    {
        if (Staff.Radio.IsConnected) Staff.Disconnect();
        return reply;
    }
}
