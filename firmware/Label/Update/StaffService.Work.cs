using System;
using Endcap.Boards;
using Endcap.Kernel;
using Endcap.Label.Faults;
using Endcap.Label.Radio;
using Endcap.Label.Storage;
using Endcap.Protocol;
using Endcap.Protocol.Update;
using nanoFramework.Device.Bluetooth.GenericAttributeProfile;
using nanoFramework.Runtime.Native;

namespace Endcap.Label.Update;

/// <content>What the label's main thread does.</content>
internal sealed partial class StaffService
{
    private const long TicksPerSecond = 10_000_000;

    /// <summary>Does what is to be done; returns soon where that is nothing.</summary>
    /// <param name="now">Milliseconds since start.</param>
    public void Work(long now)
    {
        if (_op == 0 && !_mustFlush && (_trialEnd == 0 || now < _trialEnd)) return;
        if (!TryTakeTurn()) return; // whoever has it wakes this thread when it gives it

        try
        {
            if (_mustFlush)
            {
                _mustFlush = false;
                if (!_staging.Flush()) _slots.Health.Note(LabelFault.DriveWrite);
            }

            if (_op != 0) End(Do(_op, _body, now));
            if (_trialEnd != 0 && now >= _trialEnd) EndTrial(now);
        }
        catch (Exception)
        {
            _slots.Health.CountException();
            _op = 0;
        }

        GiveTurn();
    }

    private void End(int fault)
    {
        _body = null;
        if (_opConnection == _session.Number()) _lastFault = fault;
        if (fault != PacketFault.None) _slots.Health.Note(fault);
        _op = 0;
        GattLocalCharacteristic progress = _progressCharacteristic;
        if (progress == null || !_session.IsOpen()) return;
        byte[] head = new byte[ProgressPacket.HeadBytes];
        FillHead(head);
        progress.NotifyValue(ShopperService.Exactly(head, head.Length));
    }

    // Answers a fault.
    private int Do(int op, byte[] body, long now)
    {
        switch (op)
        {
            case ControlPacket.Start: return _staging.Begin(body);
            case ControlPacket.Commit: return Commit(now);
            case ControlPacket.Confirm: return Confirm(body[0]);
            case ControlPacket.Revert: return Revert(body[0], now);
            case ControlPacket.Abort: return _staging.Drop() ? PacketFault.None : PacketFault.NotStored;
            case ControlPacket.Blink:
                if (_slots.Board.Panel == Panels.None && _slots.Board.Led == Board.None) return LabelFault.NoLamp;
                BlinkSeconds = body[0];
                return PacketFault.None;
            case ControlPacket.SetClock:
                return Rtc.SetSystemTime(new DateTime(1970, 1, 1).AddTicks((uint)BlobLayout.I32(body, 0) * TicksPerSecond)) ? PacketFault.None : PacketFault.NotStored;
            default: return Rotate(body);
        }
    }

    // The file is checked, copied to the slot that is not active, and read there again. Only the state makes it active.
    private int Commit(long now)
    {
        byte[] manifest = _staging.Announced;
        int kind = manifest[Manifest.KindAt];
        if (!_staging.Flush()) return PacketFault.NotStored;
        if (_staging.Verify(StaffKeys.File(_key.Key), _key.LabelId) != PacketFault.None)
        {
            _staging.Drop();
            return PacketFault.WrongHash;
        }

        UpdateState state = _slots.State;
        int active = state.Slot(kind);
        string path = SlotFile.Path(kind, 1 - active);
        if (!_staging.CopyTo(path)) return PacketFault.NotStored;
        int checksum;
        int length = SlotFile.Checksum(path, out checksum);
        if (length != Manifest.Length(manifest) || checksum != Manifest.Checksum(manifest)) return PacketFault.NotStored;
        bool hasPrevious = SlotFile.Checksum(SlotFile.Path(kind, active), out checksum) > 0;
        state.Activate(manifest, hasPrevious, checksum);
        if (state.Save() != LabelFault.None) return PacketFault.NotStored;
        _staging.Drop();
        _restartAt = now + RestartDelay;
        return PacketFault.None;
    }

    private int Confirm(int kind)
    {
        _slots.State.Settle(kind);
        int fault = _slots.State.SaveBoth();
        if (!_slots.IsOnTrial()) _trialEnd = 0;
        return fault == LabelFault.None ? PacketFault.None : PacketFault.NotStored;
    }

    private int Revert(int kind, long now)
    {
        UpdateState state = _slots.State;
        int checksum;
        int length = SlotFile.Checksum(SlotFile.Path(kind, 1 - state.Slot(kind)), out checksum);
        if (length <= 0 || checksum != state.PreviousChecksum(kind)) return PacketFault.NothingThere;
        state.GoBack(kind, state.Phase(kind) == ProgressPacket.Settled);
        if (state.Save() != LabelFault.None) return PacketFault.NotStored;
        _restartAt = now + RestartDelay;
        return PacketFault.None;
    }

    private int Rotate(byte[] body)
    {
        int fault = _key.Replace(BlobLayout.U16(body, 0), body, 2);
        Array.Clear(body, 0, body.Length);
        return fault == LabelFault.None ? PacketFault.None : PacketFault.NotStored;
    }

    // The label restarts at once: whoever is connected had time enough.
    private void EndTrial(long now)
    {
        _trialEnd = 0;
        _slots.Health.Report(_slots.EndTrial());
        Files.Write(Drive.Reset, new byte[] { LabelFault.Reverted });
        _restartAt = now;
    }
}
