using Endcap.Protocol;
using Endcap.Protocol.Update;
using Endcap.Publishing.Keys;
using Endcap.Simulation;

namespace Endcap.Publishing.Rollout;

/// <content>Coming in: the label is who it says, and has the key that it is to have.</content>
internal sealed partial class LabelVisit
{
    private Trouble? Connect(bool mayRotate = true)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (!_phone.Find(VisitOptions.Patience)) return NotHeard();
        if (!_phone.Connect(_options.Mtu)) return NotHeard();
        byte[]? auth = _phone.ReadAuth();
        if (auth is null) return NotHeard();
        if ((auth[AuthPacket.FlagsAt] & AuthPacket.HasKey) == 0) return Trouble.Of(PacketFault.NoKey, "asking for its key");
        int generation = AuthPacket.Generation(auth);
        LabelKey known = _keys.Of(_label.Label);
        if (AuthPacket.LabelId(auth) != _label.Label)
            return new Trouble(0, $"label {AuthPacket.LabelId(auth)} answers in its place", "Look which key was flashed onto it.", false);
        if (!known.MayHave(generation))
            return new Trouble(0, $"its key is of generation {generation}; the store's is {known.Generation}",
                "Was the key file restored from an old backup, or does somebody pose as the label? Give it its key again over USB.", false);
        _board.Run(TimeSpan.FromSeconds(BitConverter.ToUInt16(auth, AuthPacket.WaitAt)));
        _phone.DeviceKey = _keys.Device(_label.Label, generation);
        StaffReply reply = _phone.Authenticate();
        if (!reply.Ok) return Trouble.Of(reply, "proving the key");
        if (generation == known.Generation) return Known(generation);
        return mayRotate ? Rotate(known) : Trouble.Of(PacketFault.NotStored, "giving it its new key");
    }

    private Trouble? Known(int generation)
    {
        if (_keys.Of(_label.Label).Replaces is null) return null;
        _keep();
        _keys.Confirm(_label.Label, generation);
        return null;
    }

    // The new key is in force from the next connection on, which confirms it.
    private Trouble? Rotate(LabelKey key)
    {
        StaffReply reply = _phone.Rotate(key.Generation, _keys.Device(_label.Label, key.Generation));
        if (!reply.Ok) return Trouble.Of(reply, "giving it its new key");
        Leave();
        return Connect(mayRotate: false);
    }

    private static Trouble NotHeard() => new(0, "the label was not heard, or did not answer",
        "Bring it into reach and charge it; the next run goes on where this one was.", true);
}
