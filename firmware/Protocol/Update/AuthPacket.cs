using System;
using Endcap.Kernel;

namespace Endcap.Protocol.Update;

/// <summary>
/// Challenge and response. What is read of Auth begins with the challenge of this connection; what is written proves that
/// the writer has the label's key; then the label's own proof can be read.
/// </summary>
public static class AuthPacket
{
    /// <summary>Offset of the version (u8).</summary>
    public const int VersionAt = 0;

    /// <summary>Offset of the label id (u32): that of the key.</summary>
    public const int LabelIdAt = 1;

    /// <summary>Offset of the key's generation (u16).</summary>
    public const int GenerationAt = 5;

    /// <summary>Offset of the number of sessions so far (u32).</summary>
    public const int CounterAt = 7;

    /// <summary>Offset of the label's nonce (16 bytes).</summary>
    public const int NonceAt = 11;

    /// <summary>Bytes of the challenge: all up to here go into the session key.</summary>
    public const int ChallengeBytes = 27;

    /// <summary>Offset of the flags (u8).</summary>
    public const int FlagsAt = 27;

    /// <summary>Offset of the seconds for which the label takes no proof (u16).</summary>
    public const int WaitAt = 28;

    /// <summary>Offset of the label's proof (16 bytes); zeros before a session is open.</summary>
    public const int ProofAt = 30;

    /// <summary>Bytes of what is read.</summary>
    public const int ReadBytes = 46;

    /// <summary>Flag: the label has a key.</summary>
    public const int HasKey = 1;

    /// <summary>Flag: a session is open on this connection.</summary>
    public const int IsOpen = 2;

    /// <summary>In what is written: offset of the staff's nonce (16 bytes), after the version.</summary>
    public const int StaffNonceAt = 1;

    /// <summary>In what is written: offset of the staff's proof (16 bytes).</summary>
    public const int StaffProofAt = 17;

    /// <summary>Bytes of what is written.</summary>
    public const int WriteBytes = 33;

    /// <summary>Writes the challenge. Flags, wait and proof are left as they are.</summary>
    /// <param name="labelId">That of the key.</param>
    /// <param name="generation">That of the key.</param>
    /// <param name="counter">Sessions so far.</param>
    /// <param name="nonce">16 bytes.</param>
    /// <param name="into">Receives the challenge.</param>
    public static void EncodeChallenge(uint labelId, int generation, uint counter, byte[] nonce, byte[] into)
    {
        into[VersionAt] = PacketBytes.Version;
        PacketBytes.Put32(into, LabelIdAt, (int)labelId);
        PacketBytes.Put16(into, GenerationAt, generation);
        PacketBytes.Put32(into, CounterAt, (int)counter);
        Array.Copy(nonce, 0, into, NonceAt, StaffKeys.NonceBytes);
    }

    /// <summary>Writes the staff's response.</summary>
    /// <param name="sessionKey">Of <see cref="StaffKeys.Session"/>, with the nonce.</param>
    /// <param name="staffNonce">16 random bytes.</param>
    /// <param name="into">Receives <see cref="WriteBytes"/> bytes.</param>
    public static void EncodeResponse(byte[] sessionKey, byte[] staffNonce, byte[] into)
    {
        into[VersionAt] = PacketBytes.Version;
        Array.Copy(staffNonce, 0, into, StaffNonceAt, StaffKeys.NonceBytes);
        Array.Copy(StaffKeys.StaffProof(sessionKey), 0, into, StaffProofAt, Seal.HalfBytes);
    }

    /// <summary>Checks what was read, as the staff does. Longer is a later addition to version 1.</summary>
    /// <returns>A <see cref="PacketFault"/>; a missing key is <see cref="PacketFault.NoKey"/>.</returns>
    public static int CheckRead(byte[] packet, int length)
    {
        if (packet == null || length < ReadBytes || length > packet.Length) return PacketFault.TooShort;
        if (packet[VersionAt] != PacketBytes.Version) return PacketFault.UnsupportedVersion;
        return (packet[FlagsAt] & HasKey) == 0 ? PacketFault.NoKey : PacketFault.None;
    }

    /// <summary>Checks the form of what was written, as the label does.</summary>
    /// <returns>A <see cref="PacketFault"/>.</returns>
    public static int CheckResponse(byte[] packet, int length)
    {
        if (packet == null || length < 1 || length > packet.Length) return PacketFault.TooShort;
        if (packet[VersionAt] != PacketBytes.Version) return PacketFault.UnsupportedVersion;
        return length == WriteBytes ? PacketFault.None : PacketFault.LengthMismatch;
    }

    /// <summary>The label id of what was read.</summary>
    public static uint LabelId(byte[] packet)
    {
        return (uint)BlobLayout.I32(packet, LabelIdAt);
    }

    /// <summary>The key's generation of what was read.</summary>
    public static int Generation(byte[] packet)
    {
        return BlobLayout.U16(packet, GenerationAt);
    }
}
