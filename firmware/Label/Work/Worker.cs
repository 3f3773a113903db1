using System;
using System.Threading;
using Endcap.Kernel;
using Endcap.Label.Faults;
using Endcap.Label.Radio;
using Endcap.Protocol;

namespace Endcap.Label.Work;

/// <summary>
/// Ranks the profile that waits in the inbox and answers the phone, on a thread of its own. It allocates its arrays once
/// and overwrites the profile in every case. An exception is counted, and the next packet is served.
/// </summary>
internal sealed class Worker
{
    private readonly Inbox _inbox;
    private readonly AutoResetEvent _work;
    private readonly AutoResetEvent _shown;
    private readonly ShopperService _service;
    private readonly Health _health;
    private readonly LoadedShelf _shelf;
    private readonly int _utcOffsetMinutes;
    private readonly int _topK;
    private readonly bool _wide;
    private readonly byte[] _context;
    private readonly byte[] _shared;
    private readonly byte[] _listed;
    private readonly byte[] _packet;
    private bool _keepsScores;

    /// <summary>Milliseconds since start at which the present packet was begun, 0 while none is: the watchdog looks.</summary>
    public long BusySince;

    /// <summary>The product that is to be shown, or −1. The screen's thread takes it.</summary>
    public int Recommended = -1;

    /// <summary>Creates a worker for a loaded shelf; <see cref="Start"/> begins.</summary>
    /// <param name="shelf">A shelf that was read without fault.</param>
    /// <param name="inbox">Where profiles come from.</param>
    /// <param name="work">Is set when one came.</param>
    /// <param name="shown">Is set when there is something to show.</param>
    /// <param name="service">Takes the answer.</param>
    /// <param name="health">Counts.</param>
    /// <param name="utcOffsetMinutes">What local time is ahead of UTC.</param>
    /// <param name="topK">How many products an answer has, if it holds so many: 1 … 10.</param>
    public Worker(LoadedShelf shelf, Inbox inbox, AutoResetEvent work, AutoResetEvent shown, ShopperService service, Health health,
        int utcOffsetMinutes, int topK)
    {
        _shelf = shelf;
        _inbox = inbox;
        _work = work;
        _shown = shown;
        _service = service;
        _health = health;
        _utcOffsetMinutes = utcOffsetMinutes;
        _topK = topK < shelf.ProductCount ? topK : shelf.ProductCount;
        _wide = shelf.NumberBytes == 2;
        _context = new byte[ContextBins.Count(shelf)];
        _shared = new byte[shelf.SharedCount == 0 ? 1 : shelf.SharedCount];
        _listed = new byte[ProfilePacket.ListedBytes(shelf)];
        _packet = new byte[RankingPacket.HeaderBytes + RankingPacket.RankBytesOf(shelf) * _topK];
    }

    /// <summary>Starts the worker's thread. It runs until the label sleeps.</summary>
    public void Start()
    {
        new Thread(Loop).Start();
    }

    private void Loop()
    {
        while (true)
        {
            _work.WaitOne();
            if (!_inbox.IsTaken()) continue;
            BusySince = Environment.TickCount64 + 1;
            try
            {
                Serve();
            }
            catch (Exception)
            {
                _health.CountException();
            }

            _keepsScores = _service.HoldsScores(_inbox.Session);
            Forget();
            _inbox.Release();
            BusySince = 0;
        }
    }

    private void Serve()
    {
        uint nonce = _inbox.Nonce;
        int session = _inbox.Session;
        int fault = ContextBins.Fill(_shelf, _utcOffsetMinutes, _context);
        _health.Note(fault);
        fault = ProfilePacket.Decode(_shelf, _inbox.Bytes, _inbox.Length, nonce, _context, _shared, _listed);
        if (fault != PacketFault.None)
        {
            _health.Refuse(fault);
            int refusal = RankingPacket.EncodeFault(_shelf, nonce, fault, _packet);
            if (!_service.Answer(session, _packet, refusal)) _health.Note(LabelFault.Notify);
            return;
        }

        // A catalogue's answer can be read whole whatever the notification holds.
        int room = _wide ? _topK : _service.MaxRanks();
        int k = _topK < room ? _topK : room;
        Ranker.Rank(_shelf, _shared, _listed, ProfilePacket.ListedCount(_inbox.Bytes), k);
        int best = TopK.Product(_shelf.Keys[0]);
        _service.DrawNonce();
        _health.CountRanking();
        int length = RankingPacket.Encode(_shelf, nonce, k, _packet);
        _keepsScores = _wide;
        Forget();
        if (!_service.Answer(session, _packet, length)) _health.Note(LabelFault.Notify);
        Recommended = best;
        _shown.Set();
    }

    // The profile is overwritten as soon as it is scored. Scores and ranks tell of it too; the ranking goes out, no more. A
    // catalogue's scores stay until the phone goes, which may ask for more of the ranking.
    private void Forget()
    {
        Array.Clear(_shared, 0, _shared.Length);
        Array.Clear(_listed, 0, _listed.Length);
        if (_shelf.Scores != null && !_keepsScores) Array.Clear(_shelf.Scores, 0, _shelf.Scores.Length);
        if (_shelf.Keys != null) Array.Clear(_shelf.Keys, 0, _shelf.Keys.Length);
        _inbox.Wipe();
    }
}
