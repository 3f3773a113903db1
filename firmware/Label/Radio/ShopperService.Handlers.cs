using System;
using Endcap.Kernel;
using Endcap.Label.Faults;
using Endcap.Protocol;
using nanoFramework.Device.Bluetooth;
using nanoFramework.Device.Bluetooth.GenericAttributeProfile;

namespace Endcap.Label.Radio;

/// <content>What the library calls, on its own thread: copy, answer, wake the worker.</content>
internal sealed partial class ShopperService
{
    /// <summary>ATT error of a handler that failed: "unlikely error" (Bluetooth Core, Vol 3, Part F, 3.4.1.1).</summary>
    private const byte UnlikelyError = 0x0E;

    // A phone came or went. Nothing of the one before is left for the next.
    private void OnSession(object sender, GattSessionStatusChangedEventArgs args)
    {
        NewSession();
        ConnectedAt = HeardAt;
        Connected = args.Status == GattSessionStatus.Active;
    }

    private void NewSession()
    {
        HeardAt = Environment.TickCount64;
        _selectedPage = 0;
        lock (_answer)
        {
            Session++;
            _answerLength = 0;
            if (_shelf != null && _shelf.Scores != null) Array.Clear(_shelf.Scores, 0, _shelf.Scores.Length);
        }

        DrawNonce();
    }

    private void OnSchemaRead(GattLocalCharacteristic sender, GattReadRequestedEventArgs args)
    {
        HeardAt = Environment.TickCount64;
        LoadedShelf shelf = _shelf;
        GattReadRequest request = null;
        try
        {
            request = args.GetRequest();
            if (shelf == null)
            {
                request.RespondWithProtocolError(GattIds.NotReadyError);
                return;
            }

            int length = EncodePage(shelf);
            if (length >= 0)
            {
                request.RespondWithValue(Exactly(_page, length));
                return;
            }

            _health.Report(LabelFault.ShelfChanged);
            request.RespondWithProtocolError(GattIds.NotReadyError);
        }
        catch (Exception)
        {
            FailRead(_health, request);
        }
    }

    // The screen's thread may be reading a name from the same file.
    private int EncodePage(LoadedShelf shelf)
    {
        if (shelf.Texts == null) return SchemaPages.Encode(shelf, Nonce, _selectedPage, _page.Length, _page);
        lock (shelf.Texts)
        {
            return SchemaPages.Encode(shelf, Nonce, _selectedPage, _page.Length, _page);
        }
    }

    private void OnPageSelected(GattLocalCharacteristic sender, GattWriteRequestedEventArgs args)
    {
        HeardAt = Environment.TickCount64;
        LoadedShelf shelf = _shelf;
        GattWriteRequest request = null;
        try
        {
            request = args.GetRequest();
            byte[] written = Take(request.Value, GattIds.MaxAttributeBytes);
            int fault = shelf == null ? LabelFault.NoShelf
                : SchemaPages.CheckSelection(written, written.Length, SchemaPages.PageCount(shelf, _page.Length));
            if (fault == LabelFault.None)
            {
                _selectedPage = BlobLayout.U16(written, 0);
                request.Respond();
                return;
            }

            _health.Refuse(fault);
            request.RespondWithProtocolError((byte)(shelf == null ? GattIds.NotReadyError : GattIds.AttError(fault)));
        }
        catch (Exception)
        {
            FailWrite(_health, request);
        }
    }

    private void OnProfile(GattLocalCharacteristic sender, GattWriteRequestedEventArgs args)
    {
        HeardAt = Environment.TickCount64;
        LoadedShelf shelf = _shelf;
        GattWriteRequest request = null;
        bool taken = false;
        try
        {
            request = args.GetRequest();
            if (shelf == null)
            {
                _health.Refuse(LabelFault.NoShelf);
                request.RespondWithProtocolError(GattIds.NotReadyError);
                return;
            }

            taken = _inbox.TryTake();
            if (!taken)
            {
                _health.Refuse(LabelFault.None);
                request.RespondWithProtocolError(GattIds.BusyError);
                return;
            }

            int fault = Accept(shelf, request.Value);
            if (fault == PacketFault.None)
            {
                request.Respond();
                _work.Set();
                return;
            }

            _inbox.Release();
            taken = false;
            _health.Refuse(fault);
            request.RespondWithProtocolError((byte)GattIds.AttError(fault));
        }
        catch (Exception)
        {
            // Only what this write took: another packet may be in work.
            if (taken) _inbox.Release();
            FailWrite(_health, request);
        }
    }

    // Checks what can be checked without unpacking, and copies the packet to the inbox.
    private int Accept(LoadedShelf shelf, Buffer value)
    {
        int length = (int)value.Length;
        if (length > GattIds.MaxAttributeBytes) return PacketFault.TooLong;
        byte[] packet = Take(value, GattIds.MaxAttributeBytes);
        int fault = ProfilePacket.CheckHeader(shelf, packet, length, Nonce);
        if (fault == PacketFault.None)
        {
            Array.Copy(packet, 0, _inbox.Bytes, 0, length);
            _inbox.Length = length;
            _inbox.Nonce = Nonce;
            _inbox.Session = Session;
        }

        Array.Clear(packet, 0, length);
        return fault;
    }

    private void OnRankingRead(GattLocalCharacteristic sender, GattReadRequestedEventArgs args)
    {
        HeardAt = Environment.TickCount64;
        GattReadRequest request = null;
        try
        {
            request = args.GetRequest();
            if (_shelf == null) request.RespondWithProtocolError(GattIds.NotReadyError);
            else RespondWithAnswer(request);
        }
        catch (Exception)
        {
            FailRead(_health, request);
        }
    }

    // The phone has some ranks of a catalogue and wants the next ones: they can be read when this is answered. The worker
    // does not touch the scores meanwhile, because only this thread gives it work.
    private void OnRanksAfter(GattLocalCharacteristic sender, GattWriteRequestedEventArgs args)
    {
        HeardAt = Environment.TickCount64;
        LoadedShelf shelf = _shelf;
        GattWriteRequest request = null;
        try
        {
            request = args.GetRequest();
            if (_inbox.IsTaken())
            {
                _health.Refuse(LabelFault.None);
                request.RespondWithProtocolError(GattIds.BusyError);
                return;
            }

            byte[] written = Take(request.Value, GattIds.MaxAttributeBytes);
            int fault = RankingPacket.CheckAfter(shelf, written, written.Length);
            if (fault == PacketFault.None && !PrepareRanksAfter(shelf, RankingPacket.KeyAfter(shelf, written))) fault = PacketFault.BadCount;
            Array.Clear(written, 0, written.Length);
            if (fault == PacketFault.None)
            {
                request.Respond();
                return;
            }

            _health.Refuse(fault);
            request.RespondWithProtocolError((byte)GattIds.AttError(fault));
        }
        catch (Exception)
        {
            FailWrite(_health, request);
        }
    }

    // False where this phone has no ranking.
    private bool PrepareRanksAfter(LoadedShelf shelf, long below)
    {
        lock (_answer)
        {
            if (_rankedSession != Session) return false;
            int most = RankingPacket.MaxRanks(_page.Length, RankingPacket.WideRankBytes);
            if (most > shelf.Keys.Length) most = shelf.Keys.Length;
            int count = TopK.SelectBelow(shelf.Scores, shelf.Keys, shelf.ProductCount, most, below);
            _answerLength = RankingPacket.Encode(shelf, _rankedNonce, count, _answer);
            Array.Clear(shelf.Keys, 0, count);
            return true;
        }
    }

    private void OnStatusRead(GattLocalCharacteristic sender, GattReadRequestedEventArgs args)
    {
        HeardAt = Environment.TickCount64;
        GattReadRequest request = null;
        try
        {
            request = args.GetRequest();
            request.RespondWithValue(Exactly(_health.Status(Environment.TickCount64), StatusPacket.Bytes));
        }
        catch (Exception)
        {
            FailRead(_health, request);
        }
    }

    // The worker may be putting the next answer there.
    private void RespondWithAnswer(GattReadRequest request)
    {
        lock (_answer)
        {
            request.RespondWithValue(Exactly(_answer, _answerLength));
        }
    }

    /// <summary>A handler of either service failed: it is counted, and the phone told so.</summary>
    public static void FailRead(Health health, GattReadRequest request)
    {
        health.CountException();
        try
        {
            if (request != null) request.RespondWithProtocolError(UnlikelyError);
        }
        catch (Exception)
        {
            health.CountException(); // without an answer the stack ends the request by itself, after 2 s
        }
    }

    /// <summary>The same for a write: the library's requests share no type.</summary>
    public static void FailWrite(Health health, GattWriteRequest request)
    {
        health.CountException();
        try
        {
            if (request != null) request.RespondWithProtocolError(UnlikelyError);
        }
        catch (Exception)
        {
            health.CountException();
        }
    }

    /// <summary>A copy of what was written: at most one byte more than may come, so that a longer packet is seen to be longer.</summary>
    public static byte[] Take(Buffer value, int most)
    {
        int length = (int)value.Length;
        byte[] bytes = new byte[length > most ? most + 1 : length];
        DataReader.FromBuffer(value).ReadBytes(bytes);
        return bytes;
    }
}
