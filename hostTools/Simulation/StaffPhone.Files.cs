using Endcap.Protocol;
using Endcap.Protocol.Update;
using Endcap.Virtual;

namespace Endcap.Simulation;

/// <content>Sending a file.</content>
public sealed partial class StaffPhone
{
    /// <summary>Chunks sent so far, lost ones included.</summary>
    public int Chunks { get; private set; }

    /// <summary>Begins to send a file, or goes on with it.</summary>
    public StaffReply Start(StaffFile file) =>
        Operate(ControlPacket.Start, file.ManifestFor(DeviceKey, LabelId), $"start kind {file.Kind}, version {file.Version}, {file.Bytes.Length} bytes");

    /// <summary>Asks what is missing and sends that once. The label answers chunks with response; others it may lose.</summary>
    /// <param name="file">The file that was started.</param>
    /// <param name="frame">Bytes of a chunk's packet, at most: 12 … 512.</param>
    /// <param name="withResponse">Otherwise the frame is at most the MTU − 3.</param>
    /// <param name="most">Chunks after which it stops.</param>
    /// <returns>Bytes of the file that are missing when all arrives: 0 after a whole round; or a refusal as −1.</returns>
    public int SendMissing(StaffFile file, int frame, bool withResponse = false, int most = int.MaxValue)
    {
        if (_session is null || ReadProgress() is not { } progress) return -1;
        if (!withResponse) frame = Math.Min(frame, Radio.Mtu - 3);
        int left = progress.Length - progress.Received, before = Chunks;
        foreach ((int offset, int length) in progress.Missing)
        {
            for (int at = offset; at < offset + length;)
            {
                if (Chunks - before == most) return Sent(left);
                int count = ChunkPacket.DataBytes(at, offset + length, file.Bytes.Length, frame);
                if (!Send(ChunkPacket.Encode(_session, file.Bytes, at, count), withResponse)) return -1;
                at += count;
                left -= count;
            }
        }

        return Sent(left);

        int Sent(int missing)
        {
            Note("write Chunk", [], $"{Chunks - before} chunks of up to {frame} bytes");
            return missing;
        }
    }

    /// <summary>Has the label check and activate what was sent: it restarts then.</summary>
    public StaffReply Commit(int kind) => Operate(ControlPacket.Commit, [(byte)kind], $"commit kind {kind}");

    /// <summary>Starts, sends until nothing is missing, and commits.</summary>
    /// <returns>Done; <see cref="PacketFault.AlreadyThere"/> where the label has it; or why not.</returns>
    public StaffReply Update(StaffFile file, int frame = 180, bool withResponse = false)
    {
        StaffReply reply = Start(file);
        if (!reply.Ok) return reply;
        for (int round = 0; round < 1000; round++)
        {
            if (ReadProgress() is not { } progress) break;
            if (progress.State != ProgressPacket.Receiving) return new StaffReply(0, PacketFault.NoUpdate);
            if (progress.Received == progress.Length) return Commit(file.Kind);
            if (SendMissing(file, frame, withResponse) < 0) break;
        }

        return new StaffReply(Radio.IsConnected ? 0 : GattReply.Disconnected, PacketFault.Incomplete);
    }

    /// <summary>Leaves and waits until the label advertises again after its restart.</summary>
    public bool AwaitRestart(TimeSpan patience)
    {
        if (Radio.IsConnected) Disconnect();
        _board.Run(TimeSpan.FromMilliseconds(700)); // it notices that nobody is there any more
        return Find(patience);
    }

    // One chunk for each connection interval. A busy label is asked again.
    private bool Send(byte[] packet, bool withResponse)
    {
        Chunks++;
        if (!withResponse)
        {
            Radio.PostWrite(_chunk, packet, false);
            _board.Run(TimeSpan.FromMicroseconds(Radio.LatencyMicroseconds));
            return Radio.IsConnected;
        }

        GattReply reply = Radio.Write(_chunk, packet);
        for (int tries = 0; reply.Error == GattIds.BusyError && tries < 100; tries++)
        {
            _board.Run(TimeSpan.FromMilliseconds(20));
            reply = Radio.Write(_chunk, packet);
        }

        return reply.Error == 0;
    }
}
