using System.Security.Cryptography;

namespace Endcap.Protocol.Update;

/// <summary>
/// HMAC-SHA256 over a purpose and numbers, as UPDATE.md writes them. The purpose is ASCII without an end mark, and each use
/// of a key has its own, so that a tag of one kind is never good as another. The device hashes whole arrays only.
/// </summary>
public static class Seal
{
    /// <summary>Bytes of a key and of a whole HMAC.</summary>
    public const int KeyBytes = 32;

    /// <summary>Bytes of a proof and of a block's tag: the first half of an HMAC.</summary>
    public const int HalfBytes = 16;

    /// <summary>A new message that begins with a purpose and has room for so many bytes more.</summary>
    public static byte[] Message(string purpose, int room)
    {
        char[] letters = purpose.ToCharArray();
        byte[] message = new byte[letters.Length + room];
        for (int i = 0; i < letters.Length; i++) message[i] = (byte)letters[i];
        return message;
    }

    /// <summary>The HMAC of a message, 32 bytes.</summary>
    public static byte[] Of(byte[] key, byte[] message)
    {
        return HMACSHA256.HashData(key, message);
    }

    /// <summary>The first bytes of an HMAC.</summary>
    /// <param name="key">The key.</param>
    /// <param name="message">The message.</param>
    /// <param name="count">How many bytes, 1 … 32.</param>
    public static byte[] Of(byte[] key, byte[] message, int count)
    {
        byte[] tag = new byte[count];
        System.Array.Copy(HMACSHA256.HashData(key, message), 0, tag, 0, count);
        return tag;
    }

    /// <summary>Whether bytes are the same. Takes the same time wherever they differ.</summary>
    public static bool AreSame(byte[] one, int oneAt, byte[] other, int otherAt, int count)
    {
        int difference = 0;
        for (int i = 0; i < count; i++) difference |= one[oneAt + i] ^ other[otherAt + i];
        return difference == 0;
    }
}
