using System;
using Endcap.Kernel;

namespace Endcap.Protocol.Update;

/// <summary>What the label is told to do: op, sequence, body, tag. The tag binds it to the session, the sequence to its place there.</summary>
public static class ControlPacket
{
    /// <summary>Begin to send a file, or go on with it: body is a <see cref="Manifest"/>.</summary>
    public const int Start = 1;

    /// <summary>All is sent: check it and make it the active version. Body: kind (u8).</summary>
    public const int Commit = 2;

    /// <summary>The new version is good: keep it. Body: kind (u8).</summary>
    public const int Confirm = 3;

    /// <summary>Back to the previous version. Body: kind (u8).</summary>
    public const int Revert = 4;

    /// <summary>Forget what was sent so far. No body.</summary>
    public const int Abort = 5;

    /// <summary>Show a mark, so that somebody finds the label. Body: seconds (u8).</summary>
    public const int Blink = 6;

    /// <summary>Set the clock. Body: seconds since 1970 UTC (u32).</summary>
    public const int SetClock = 7;

    /// <summary>Take another device key. Body: generation (u16), masked key (32), see <see cref="StaffKeys.Mask"/>.</summary>
    public const int Rotate = 8;

    /// <summary>Offset of the op (u8).</summary>
    public const int OpAt = 0;

    /// <summary>Offset of the sequence (u16).</summary>
    public const int SequenceAt = 1;

    /// <summary>Offset of the body.</summary>
    public const int BodyAt = 3;

    /// <summary>Bytes of the tag at the end.</summary>
    public const int TagBytes = 8;

    /// <summary>Bytes of the body of an op, or −1 for an op that is not known.</summary>
    public static int BodyBytes(int op)
    {
        switch (op)
        {
            case Start: return Manifest.Bytes;
            case Commit: return 1;
            case Confirm: return 1;
            case Revert: return 1;
            case Abort: return 0;
            case Blink: return 1;
            case SetClock: return 4;
            case Rotate: return 2 + Seal.KeyBytes;
            default: return -1;
        }
    }

    /// <summary>A packet with its tag.</summary>
    /// <param name="sessionKey">Of this connection.</param>
    /// <param name="op">One of the ops.</param>
    /// <param name="sequence">1 … 65,535, above the last.</param>
    /// <param name="body">Its bytes.</param>
    public static byte[] Encode(byte[] sessionKey, int op, int sequence, byte[] body)
    {
        byte[] packet = new byte[BodyAt + body.Length + TagBytes];
        packet[OpAt] = (byte)op;
        PacketBytes.Put16(packet, SequenceAt, sequence);
        Array.Copy(body, 0, packet, BodyAt, body.Length);
        int signed = packet.Length - TagBytes;
        Array.Copy(Tag(sessionKey, packet, signed), 0, packet, signed, TagBytes);
        return packet;
    }

    /// <summary>Checks length and tag, then the sequence, then op and body's length.</summary>
    /// <param name="sessionKey">Of this connection.</param>
    /// <param name="packet">What was received.</param>
    /// <param name="length">Its length.</param>
    /// <param name="last">The last sequence that was taken; it is sound once more: <see cref="Sequence"/> says so.</param>
    /// <returns>A <see cref="PacketFault"/>.</returns>
    public static int Check(byte[] sessionKey, byte[] packet, int length, int last)
    {
        if (packet == null || length < BodyAt + TagBytes || length > packet.Length) return PacketFault.TooShort;
        if (length > BodyAt + Manifest.Bytes + TagBytes) return PacketFault.TooLong;
        int signed = length - TagBytes;
        if (!Seal.AreSame(Tag(sessionKey, packet, signed), 0, packet, signed, TagBytes)) return PacketFault.BadTag;
        int sequence = Sequence(packet);
        if (sequence == 0 || sequence < last) return PacketFault.OldSequence;
        int body = BodyBytes(packet[OpAt]);
        if (body < 0) return PacketFault.BadOperation;
        return body == signed - BodyAt ? PacketFault.None : PacketFault.LengthMismatch;
    }

    /// <summary>The sequence of a packet.</summary>
    public static int Sequence(byte[] packet)
    {
        return BlobLayout.U16(packet, SequenceAt);
    }

    private static byte[] Tag(byte[] sessionKey, byte[] packet, int signed)
    {
        byte[] message = Seal.Message("endcap control 1", signed);
        Array.Copy(packet, 0, message, message.Length - signed, signed);
        return Seal.Of(sessionKey, message, TagBytes);
    }
}
