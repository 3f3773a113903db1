using System.Buffers.Binary;
using System.Numerics;

namespace Endcap.Compression.Models.CatBoost;

/// <summary>
/// CityHash64, version 1.0, as CatBoost hashes the texts of categories with it (later versions of CityHash give other numbers).
/// Algorithm: G. Pike and J. Alakuijala, Google, 2011.
/// </summary>
internal static class CityHash
{
    private const ulong K0 = 0xc3a5c85c97cb3127, K1 = 0xb492b66fbe98f273, K2 = 0x9ae16a3b2f90404f, K3 = 0xc949d7c7509e6557;

    /// <summary>The hash of a text's UTF-8 bytes.</summary>
    public static ulong Hash64(ReadOnlySpan<byte> text) => text.Length switch
    {
        0 => K2,
        < 4 => UpTo3(text),
        <= 8 => Mix((ulong)text.Length + ((ulong)U32(text, 0) << 3), U32(text, text.Length - 4)),
        <= 16 => UpTo16(text),
        <= 32 => UpTo32(text),
        <= 64 => UpTo64(text),
        _ => Longer(text),
    };

    private static ulong UpTo3(ReadOnlySpan<byte> s)
    {
        uint head = s[0] + ((uint)s[s.Length >> 1] << 8), tail = (uint)s.Length + ((uint)s[^1] << 2);
        return Fold(head * K2 ^ tail * K3) * K2;
    }

    private static ulong UpTo16(ReadOnlySpan<byte> s)
    {
        ulong last = U64(s, s.Length - 8);
        return Mix(U64(s, 0), Turn(last + (ulong)s.Length, s.Length)) ^ last;
    }

    private static ulong UpTo32(ReadOnlySpan<byte> s)
    {
        ulong a = U64(s, 0) * K1, b = U64(s, 8), c = U64(s, s.Length - 8) * K2, d = U64(s, s.Length - 16) * K0;
        return Mix(Turn(a - b, 43) + Turn(c, 30) + d, a + Turn(b ^ K3, 20) - c + (ulong)s.Length);
    }

    private static ulong UpTo64(ReadOnlySpan<byte> s)
    {
        int n = s.Length;
        (ulong vf, ulong vs) = Half(U64(s, 0) + ((ulong)n + U64(s, n - 16)) * K0, U64(s, 8), U64(s, 16), U64(s, 24));
        (ulong wf, ulong ws) = Half(U64(s, 16) + U64(s, n - 32), U64(s, n - 24), U64(s, n - 16), U64(s, n - 8));
        ulong r = Fold((vf + ws) * K2 + (wf + vs) * K0);
        return Fold(r * K0 + vs) * K2;
    }

    private static (ulong First, ulong Second) Half(ulong a, ulong second, ulong third, ulong z)
    {
        ulong b = Turn(a + z, 52), c = Turn(a, 37);
        a += second;
        c += Turn(a, 7);
        a += third;
        return (a + z, b + Turn(a, 31) + c);
    }

    // The end first, then blocks of 64 bytes with 56 bytes of state.
    private static ulong Longer(ReadOnlySpan<byte> s)
    {
        int n = s.Length;
        ulong x = U64(s, 0), y = U64(s, n - 16) ^ K1, z = U64(s, n - 56) ^ K0;
        (ulong First, ulong Second) v = Weak(s[(n - 64)..], (ulong)n, y), w = Weak(s[(n - 32)..], (ulong)n * K1, K0);
        z += Fold(v.Second) * K1;
        x = Turn(z + x, 39) * K1;
        y = Turn(y, 33) * K1;
        for (int left = (n - 1) & ~63; left > 0; left -= 64, s = s[64..])
        {
            x = Turn(x + y + v.First + U64(s, 16), 37) * K1 ^ w.Second;
            y = Turn(y + v.Second + U64(s, 48), 42) * K1 ^ v.First;
            z = Turn(z ^ w.First, 33);
            v = Weak(s, v.Second * K1, x + w.First);
            w = Weak(s[32..], z + w.Second, y);
            (x, z) = (z, x);
        }

        return Mix(Mix(v.First, w.First) + Fold(y) * K1 + z, Mix(v.Second, w.Second) + x);
    }

    private static (ulong First, ulong Second) Weak(ReadOnlySpan<byte> s, ulong a, ulong b)
    {
        ulong z = U64(s, 24);
        a += U64(s, 0);
        b = Turn(b + a + z, 21);
        ulong c = a;
        a += U64(s, 8) + U64(s, 16);
        return (a + z, b + Turn(a, 44) + c);
    }

    private static ulong Mix(ulong low, ulong high)
    {
        const ulong Multiplier = 0x9ddfea08eb382d69;
        ulong a = (low ^ high) * Multiplier;
        a ^= a >> 47;
        ulong b = (high ^ a) * Multiplier;
        b ^= b >> 47;
        return b * Multiplier;
    }

    private static ulong Fold(ulong value) => value ^ value >> 47;

    private static ulong Turn(ulong value, int shift) => BitOperations.RotateRight(value, shift);

    private static ulong U64(ReadOnlySpan<byte> s, int at) => BinaryPrimitives.ReadUInt64LittleEndian(s[at..]);

    private static uint U32(ReadOnlySpan<byte> s, int at) => BinaryPrimitives.ReadUInt32LittleEndian(s[at..]);
}
