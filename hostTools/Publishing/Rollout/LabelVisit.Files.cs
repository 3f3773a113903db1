using Endcap.Label.Faults;
using Endcap.Protocol;
using Endcap.Protocol.Update;
using Endcap.Publishing.Planning;
using Endcap.Simulation;

namespace Endcap.Publishing.Rollout;

/// <content>Bringing a file.</content>
internal sealed partial class LabelVisit
{
    private const int ChunksPerRound = 256; // Ctrl-C is looked for between rounds
    private const int MostIdleRounds = 20; // that bring nothing

    private Trouble? Bring(PublishFile file)
    {
        if (_phone.ReadProgress() is not { } progress) return Lost("reading Progress");
        StaffSlots has = progress.Of(file.Kind);
        // Version 0 and no checksum: over USB, by something that does not say what it wrote.
        if (has is not { Version: 0, Crc: 0 } && has.Crc == file.Checksum) return Arrived(file, has);
        uint staged = progress.Kind == file.Kind && progress.Crc == file.Checksum ? progress.Version : 0;
        uint version = _journal.Allot(_label.Label, file, has.Version, staged, _options.Version);
        var sent = new StaffFile(file.Kind, version, file.Bytes, _options.Trial, _options.Downgrade);
        StaffReply reply = _phone.Start(sent);
        if (!reply.Ok) return Trouble.Of(reply, $"announcing the {file.Name}, version {version}");
        if (Send(sent, file.Name) is { } trouble) return trouble;
        reply = _phone.Commit(file.Kind);
        if (!reply.Ok && !reply.IsLost) return Trouble.Of(reply, $"checking the {file.Name}");
        _fileBytes += file.Bytes.Length;
        _journal.Committed(_label.Label, file);
        return Restarted(file);
    }

    private Trouble? Send(StaffFile file, string name)
    {
        for (int idle = 0, before = -1; idle < MostIdleRounds;)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (_phone.ReadProgress() is not { } progress) return Lost($"sending the {name}");
            if (progress.State != ProgressPacket.Receiving) return Trouble.Of(PacketFault.NoUpdate, $"sending the {name}");
            if (progress.Received == progress.Length) return null;
            idle = progress.Received > before ? 0 : idle + 1;
            before = progress.Received;
            if (_phone.SendMissing(file, _options.Chunk, _options.IsLong, ChunksPerRound) < 0) return Lost($"sending the {name}");
        }

        return Trouble.Of(PacketFault.Incomplete, $"sending the {name}");
    }

    private Trouble? Restarted(PublishFile file)
    {
        if (!_phone.AwaitRestart(VisitOptions.Patience)) return NotHeard();
        if (Connect() is { } trouble) return trouble;
        if (_phone.ReadProgress() is not { } progress) return Lost("reading Progress");
        if (progress.State == ProgressPacket.Restarting) return Lost("waiting for its restart");
        StaffSlots has = progress.Of(file.Kind);
        if (has.Version == 0 || has.Crc != file.Checksum) return Trouble.Of(LabelFault.Reverted, $"starting with the {file.Name}");
        return Arrived(file, has);
    }

    private Trouble? Arrived(PublishFile file, StaffSlots has)
    {
        if (has.Phase == ProgressPacket.FirstBoot && has.OnTrial)
        {
            StaffReply reply = _phone.Confirm(file.Kind);
            if (!reply.Ok) return Trouble.Of(reply, $"confirming the {file.Name}");
        }

        _keep();
        _journal.Active(_label.Label, file, has.Version, NewBytes());
        return null;
    }

    private Trouble Lost(string what) => Trouble.Of(_phone.Radio.IsConnected ? new StaffReply(0, PacketFault.TooShort) : new StaffReply(-1, 0), what);
}
