using System;
using Endcap.Label.Faults;
using Endcap.Protocol;
using Endcap.Protocol.Update;

namespace Endcap.Label.Update;

/// <summary>Who is at the other end: challenge, proof, back-off, and the key of one connection. It dies with the connection.</summary>
public sealed class StaffSession
{
    /// <summary>Wrong proofs of a connection after which the phone is dropped.</summary>
    public const int MostWrong = 3;

    private const int MostWaitSteps = 8; // 2^8 s

    private readonly KeyRecord _key;
    private readonly UpdateState _state;
    private readonly Random _random = new Random();
    private readonly byte[] _auth = new byte[AuthPacket.ReadBytes];
    private int _connections;
    private int _wrongInRow;
    private int _wrongHere;
    private long _notBefore;

    /// <summary>The key of the open session, or null.</summary>
    public byte[] Key;

    /// <summary>The sequence of the last operation that was taken in it.</summary>
    public int Sequence;

    /// <summary>A session that is not open.</summary>
    /// <param name="key">The label's key.</param>
    /// <param name="state">Has the counter.</param>
    public StaffSession(KeyRecord key, UpdateState state)
    {
        _key = key;
        _state = state;
    }

    /// <summary>Whether the other end proved that it has the key.</summary>
    public bool IsOpen()
    {
        return Key != null;
    }

    /// <summary>Counts connections.</summary>
    public int Number()
    {
        return _connections;
    }

    /// <summary>Whether the phone wrote too many wrong proofs.</summary>
    public bool MustDrop()
    {
        return _wrongHere >= MostWrong;
    }

    /// <summary>A phone came or went: the key is overwritten, and the next challenge is another.</summary>
    public void Begin()
    {
        if (Key != null) Array.Clear(Key, 0, Key.Length);
        Key = null;
        Sequence = 0;
        _wrongHere = 0;
        _connections++;
        Array.Clear(_auth, 0, _auth.Length);
        DrawChallenge();
    }

    /// <summary>What is read of Auth.</summary>
    /// <param name="now">Milliseconds since start.</param>
    public byte[] Read(long now)
    {
        int flags = _key.Key == null ? 0 : AuthPacket.HasKey;
        if (Key != null) flags |= AuthPacket.IsOpen;
        _auth[AuthPacket.FlagsAt] = (byte)flags;
        PacketBytes.Put16(_auth, AuthPacket.WaitAt, now < _notBefore ? (int)((_notBefore - now + 999) / 1000) : 0);
        return _auth;
    }

    /// <summary>Checks a proof and opens the session. The counter stands on the drive before.</summary>
    /// <param name="packet">What was written.</param>
    /// <param name="length">Its length.</param>
    /// <param name="now">Milliseconds since start.</param>
    /// <returns>A <see cref="PacketFault"/>.</returns>
    public int Prove(byte[] packet, int length, long now)
    {
        int fault = AuthPacket.CheckResponse(packet, length);
        if (fault != PacketFault.None) return fault;
        if (now < _notBefore) return PacketFault.TooSoon;
        if (_key.Key == null) return PacketFault.NoKey;
        if (Key != null) return PacketFault.WrongProof;
        byte[] key = StaffKeys.Session(_key.Key, _auth, packet, AuthPacket.StaffNonceAt);
        if (!Seal.AreSame(StaffKeys.StaffProof(key), 0, packet, AuthPacket.StaffProofAt, Seal.HalfBytes))
        {
            Refuse(now);
            return PacketFault.WrongProof;
        }

        _wrongInRow = 0;
        if (_state.RaiseCounter() != LabelFault.None) return PacketFault.NotStored;
        Array.Copy(StaffKeys.LabelProof(key), 0, _auth, AuthPacket.ProofAt, Seal.HalfBytes);
        Key = key;
        return PacketFault.None;
    }

    private void Refuse(long now)
    {
        _wrongHere++;
        if (_wrongInRow < MostWaitSteps) _wrongInRow++;
        _notBefore = now + 1000L * (1 << _wrongInRow);
        DrawChallenge();
    }

    private void DrawChallenge()
    {
        byte[] nonce = new byte[StaffKeys.NonceBytes];
        _random.NextBytes(nonce);
        if (_key.Key != null) nonce = StaffKeys.Nonce(_key.Key, _state.Counter(), _connections, DateTime.UtcNow.Ticks, nonce);
        AuthPacket.EncodeChallenge(_key.LabelId, _key.Generation, _state.Counter(), nonce, _auth);
    }
}
