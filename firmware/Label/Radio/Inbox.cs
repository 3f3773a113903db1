using System;
using System.Threading;

namespace Endcap.Label.Radio;

/// <summary>
/// Where a phone's packet waits for the worker: room for one. The radio's thread fills it and answers the phone at once;
/// while the worker has it, a second packet is refused. Emptying it overwrites the profile.
/// </summary>
public sealed class Inbox
{
    /// <summary>The packet; only the first <see cref="Length"/> bytes count.</summary>
    public readonly byte[] Bytes = new byte[Protocol.GattIds.MaxAttributeBytes];

    /// <summary>Length of the packet in bytes.</summary>
    public int Length;

    /// <summary>The nonce that the packet echoes.</summary>
    public uint Nonce;

    /// <summary>The connection that it came by: see <see cref="ShopperService.Session"/>.</summary>
    public int Session;

    private int _taken;

    /// <summary>Takes the only place. False while a packet is in work.</summary>
    public bool TryTake()
    {
        return Interlocked.CompareExchange(ref _taken, 1, 0) == 0;
    }

    /// <summary>Whether a packet is in work.</summary>
    public bool IsTaken()
    {
        return _taken != 0;
    }

    /// <summary>Overwrites the packet. The place stays taken.</summary>
    public void Wipe()
    {
        Array.Clear(Bytes, 0, Bytes.Length);
        Length = 0;
    }

    /// <summary>Overwrites the packet and gives the place back.</summary>
    public void Release()
    {
        Wipe();
        Interlocked.Exchange(ref _taken, 0);
    }
}
