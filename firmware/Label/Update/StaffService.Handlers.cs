using System;
using Endcap.Kernel;
using Endcap.Label.Radio;
using Endcap.Label.Storage;
using Endcap.Protocol;
using Endcap.Protocol.Update;
using nanoFramework.Device.Bluetooth;
using nanoFramework.Device.Bluetooth.GenericAttributeProfile;

namespace Endcap.Label.Update;

/// <content>What the library calls, on its own thread. No exception gets out: it would end that thread.</content>
internal sealed partial class StaffService
{
    private const uint FirstSecond = 1735689600; // 2025: what ContextBins takes for a clock that was set
    private const int MostBlinkSeconds = 60;

    private int _lastFault;
    private int _lastAnswer;

    // A phone came or went. What it sent is written down by the main thread.
    private void OnSession(object sender, GattSessionStatusChangedEventArgs args)
    {
        HeardAt = Environment.TickCount64;
        _session.Begin();
        _lastFault = PacketFault.None;
        _mustFlush = true;
        _look.Set();
    }

    private void OnAuthRead(GattLocalCharacteristic sender, GattReadRequestedEventArgs args)
    {
        GattReadRequest request = null;
        try
        {
            HeardAt = Environment.TickCount64;
            request = args.GetRequest();
            request.RespondWithValue(ShopperService.Exactly(_session.Read(HeardAt), AuthPacket.ReadBytes));
        }
        catch (Exception)
        {
            ShopperService.FailRead(_slots.Health, request);
        }
    }

    private void OnAuthWrite(GattLocalCharacteristic sender, GattWriteRequestedEventArgs args)
    {
        GattWriteRequest request = null;
        bool turn = false;
        try
        {
            request = args.GetRequest();
            turn = TryTakeTurn();
            int error = GattIds.BusyError;
            if (turn)
            {
                // The counter goes to the drive, which the main thread must not write meanwhile.
                byte[] packet = ShopperService.Take(request.Value, AuthPacket.WriteBytes);
                int fault = _session.Prove(packet, packet.Length, Environment.TickCount64);
                Array.Clear(packet, 0, packet.Length);
                error = ErrorOf(fault);
                if (_session.MustDrop()) _look.Set();
            }

            if (turn) GiveTurn();
            turn = false;
            if (_session.IsOpen()) HeardAt = Environment.TickCount64;
            Answer(request, error);
        }
        catch (Exception)
        {
            if (turn) GiveTurn();
            ShopperService.FailWrite(_slots.Health, request);
        }
    }

    private void OnControl(GattLocalCharacteristic sender, GattWriteRequestedEventArgs args)
    {
        OnWrite(args, false);
    }

    private void OnChunk(GattLocalCharacteristic sender, GattWriteRequestedEventArgs args)
    {
        OnWrite(args, true);
    }

    // Nothing of what was written is looked at before a session is open.
    private void OnWrite(GattWriteRequestedEventArgs args, bool isChunk)
    {
        GattWriteRequest request = null;
        bool turn = false;
        try
        {
            request = args.GetRequest();
            if (!_session.IsOpen())
            {
                Answer(request, GattIds.NotAuthorizedError);
                return;
            }

            HeardAt = Environment.TickCount64;
            turn = TryTakeTurn();
            int error = GattIds.BusyError;
            if (turn && _op == 0 && _restartAt == 0) error = isChunk ? TakeChunk(request.Value) : TakeControl(request.Value);
            if (turn) GiveTurn();
            turn = false;
            Answer(request, error);
        }
        catch (Exception)
        {
            if (turn) GiveTurn();
            ShopperService.FailWrite(_slots.Health, request);
        }
    }

    private void OnProgressRead(GattLocalCharacteristic sender, GattReadRequestedEventArgs args)
    {
        GattReadRequest request = null;
        try
        {
            request = args.GetRequest();
            if (!_session.IsOpen())
            {
                request.RespondWithProtocolError(GattIds.NotAuthorizedError);
                return;
            }

            HeardAt = Environment.TickCount64;
            byte[] progress = new byte[GattIds.MaxAttributeBytes]; // for a moment: nobody reads it while shoppers are served
            request.RespondWithValue(ShopperService.Exactly(progress, FillProgress(progress)));
        }
        catch (Exception)
        {
            ShopperService.FailRead(_slots.Health, request);
        }
    }

    // Answers an ATT error, or 0: then the operation is noted for the main thread.
    private int TakeControl(Buffer value)
    {
        byte[] packet = ShopperService.Take(value, ControlPacket.BodyAt + Manifest.Bytes + ControlPacket.TagBytes);
        // A copy: the main thread may overwrite the key when it drops the phone, and half a key must not unmask another.
        byte[] key = RecordFields.Copy(_session.Key, 0, Seal.KeyBytes);
        int fault = ControlPacket.Check(key, packet, packet.Length, _session.Sequence);
        if (fault != PacketFault.None) return ErrorOf(fault);
        int sequence = ControlPacket.Sequence(packet);
        if (sequence == _session.Sequence) return ErrorOf(_lastAnswer);
        byte[] body = new byte[packet.Length - ControlPacket.BodyAt - ControlPacket.TagBytes];
        Array.Copy(packet, ControlPacket.BodyAt, body, 0, body.Length);
        fault = Refusal(packet[ControlPacket.OpAt], body);
        _session.Sequence = sequence;
        _lastAnswer = fault;
        _lastFault = fault;
        if (fault != PacketFault.None) return ErrorOf(fault);
        if (packet[ControlPacket.OpAt] == ControlPacket.Rotate) StaffKeys.Mask(key, BlobLayout.U16(body, 0), body, 2);
        Array.Clear(key, 0, key.Length);
        _body = body;
        _opConnection = _session.Number();
        _op = packet[ControlPacket.OpAt];
        return 0;
    }

    // What can be said of an operation before it is begun.
    private int Refusal(int op, byte[] body)
    {
        switch (op)
        {
            case ControlPacket.Start: return StartRefusal(body);
            case ControlPacket.Commit:
                if (_staging.Announced == null || _staging.Announced[Manifest.KindAt] != body[0]) return PacketFault.NoUpdate;
                return _staging.IsComplete() ? PacketFault.None : PacketFault.Incomplete;
            case ControlPacket.Confirm:
                if (!IsKind(body[0])) return PacketFault.BadOperation;
                return WaitsForConfirm(body[0]) ? PacketFault.None : PacketFault.NothingThere;
            case ControlPacket.Revert:
                if (!IsKind(body[0])) return PacketFault.BadOperation;
                return _slots.State.HasPrevious(body[0]) ? PacketFault.None : PacketFault.NothingThere;
            case ControlPacket.Blink: return body[0] >= 1 && body[0] <= MostBlinkSeconds ? PacketFault.None : PacketFault.BadOperation;
            case ControlPacket.SetClock: return (uint)BlobLayout.I32(body, 0) >= FirstSecond ? PacketFault.None : PacketFault.BadOperation;
            case ControlPacket.Rotate: return BlobLayout.U16(body, 0) > _key.Generation ? PacketFault.None : PacketFault.BadOperation;
            default: return PacketFault.None;
        }
    }

    private int StartRefusal(byte[] manifest)
    {
        int fault = Manifest.Check(manifest, 0);
        if (fault != PacketFault.None) return fault;
        int kind = manifest[Manifest.KindAt];
        if (Manifest.Length(manifest) > SlotFile.MaxBytes(kind, _slots.Board)) return PacketFault.TooLargeForBoard;
        UpdateState state = _slots.State;
        uint version = Manifest.Version(manifest);
        if (version == state.Version(kind) && Manifest.Checksum(manifest) == state.Checksum(kind)) return PacketFault.AlreadyThere;
        if (version <= state.Version(kind) && (manifest[Manifest.FlagsAt] & Manifest.Downgrade) == 0) return PacketFault.OldVersion;
        // The slot that a new version would take has what an unconfirmed one goes back to.
        return state.Phase(kind) == ProgressPacket.Settled ? PacketFault.None : PacketFault.BadOperation;
    }

    private static bool IsKind(int kind)
    {
        return kind >= 1 && kind <= Manifest.Kinds;
    }

    private bool WaitsForConfirm(int kind)
    {
        return _slots.State.Phase(kind) == ProgressPacket.FirstBoot && _slots.State.IsOnTrial(kind);
    }

    private int TakeChunk(Buffer value)
    {
        byte[] packet = ShopperService.Take(value, GattIds.MaxAttributeBytes);
        int fault = _staging.Announced == null ? PacketFault.NoUpdate
            : ChunkPacket.Check(_session.Key, packet, packet.Length, _staging.Length);
        if (fault == PacketFault.None) fault = _staging.Add(packet, packet.Length);
        return ErrorOf(fault);
    }

    private int ErrorOf(int fault)
    {
        if (fault == PacketFault.None) return 0;
        _slots.Health.Refuse(fault);
        return GattIds.AttError(fault);
    }

    private static void Answer(GattWriteRequest request, int error)
    {
        if (error == 0) request.Respond();
        else request.RespondWithProtocolError((byte)error);
    }
}
