using System;

namespace Endcap.Protocol.Update;

/// <summary>
/// How keys follow from each other; UPDATE.md has the formulas. The store keeps its key; a label has a device key, which
/// tells nothing of the store's or of another label's.
/// </summary>
public static class StaffKeys
{
    /// <summary>Bytes of a nonce of the staff or of the label.</summary>
    public const int NonceBytes = 16;

    /// <summary>The key of a label.</summary>
    /// <param name="storeKey">32 bytes.</param>
    /// <param name="labelId">The label's number in the store.</param>
    /// <param name="generation">0 … 65,535; rises when keys are rotated.</param>
    public static byte[] Device(byte[] storeKey, uint labelId, int generation)
    {
        byte[] message = Seal.Message("endcap device 1", 6);
        PacketBytes.Put32(message, message.Length - 6, (int)labelId);
        PacketBytes.Put16(message, message.Length - 2, generation);
        return Seal.Of(storeKey, message);
    }

    /// <summary>The key that the tags of a file are made with.</summary>
    public static byte[] File(byte[] deviceKey)
    {
        return Seal.Of(deviceKey, Seal.Message("endcap file 1", 0));
    }

    /// <summary>The key of one connection.</summary>
    /// <param name="deviceKey">32 bytes.</param>
    /// <param name="challenge">What was read of Auth; its first <see cref="AuthPacket.ChallengeBytes"/> bytes count.</param>
    /// <param name="staffNonce">Has the staff's 16 random bytes.</param>
    /// <param name="nonceAt">Where they begin.</param>
    public static byte[] Session(byte[] deviceKey, byte[] challenge, byte[] staffNonce, int nonceAt)
    {
        byte[] message = Seal.Message("endcap session 1", AuthPacket.ChallengeBytes + NonceBytes);
        int at = message.Length - AuthPacket.ChallengeBytes - NonceBytes;
        Array.Copy(challenge, 0, message, at, AuthPacket.ChallengeBytes);
        Array.Copy(staffNonce, nonceAt, message, at + AuthPacket.ChallengeBytes, NonceBytes);
        return Seal.Of(deviceKey, message);
    }

    /// <summary>What proves to the label that the staff has the key, 16 bytes.</summary>
    public static byte[] StaffProof(byte[] sessionKey)
    {
        return Seal.Of(sessionKey, Seal.Message("endcap staff 1", 0), Seal.HalfBytes);
    }

    /// <summary>What proves to the staff that the label has the key, 16 bytes.</summary>
    public static byte[] LabelProof(byte[] sessionKey)
    {
        return Seal.Of(sessionKey, Seal.Message("endcap label 1", 0), Seal.HalfBytes);
    }

    /// <summary>
    /// A label's nonce, 16 bytes. Not to be guessed without the key, and new even where a device's random numbers repeat
    /// after a restart: the counter is another after each session.
    /// </summary>
    /// <param name="deviceKey">32 bytes.</param>
    /// <param name="counter">Sessions so far.</param>
    /// <param name="connection">Connections since the start.</param>
    /// <param name="ticks">A clock.</param>
    /// <param name="random">16 bytes of the device's random numbers.</param>
    public static byte[] Nonce(byte[] deviceKey, uint counter, int connection, long ticks, byte[] random)
    {
        byte[] message = Seal.Message("endcap nonce 1", 16 + NonceBytes);
        int at = message.Length - 16 - NonceBytes;
        PacketBytes.Put32(message, at, (int)counter);
        PacketBytes.Put32(message, at + 4, connection);
        PacketBytes.Put32(message, at + 8, (int)ticks);
        PacketBytes.Put32(message, at + 12, (int)(ticks >> 32));
        Array.Copy(random, 0, message, at + 16, NonceBytes);
        return Seal.Of(deviceKey, message, NonceBytes);
    }

    /// <summary>Hides a new device key on its way, or shows it again: XOR with a mask of this connection and generation.</summary>
    /// <param name="sessionKey">32 bytes.</param>
    /// <param name="generation">The new key's.</param>
    /// <param name="key">The 32 bytes are changed.</param>
    /// <param name="at">Where they begin.</param>
    public static void Mask(byte[] sessionKey, int generation, byte[] key, int at)
    {
        byte[] message = Seal.Message("endcap rotate 1", 2);
        PacketBytes.Put16(message, message.Length - 2, generation);
        byte[] mask = Seal.Of(sessionKey, message);
        for (int i = 0; i < Seal.KeyBytes; i++) key[at + i] ^= mask[i];
    }
}
