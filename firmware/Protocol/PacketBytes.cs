namespace Endcap.Protocol;

/// <summary>Writes little-endian numbers; <see cref="Kernel.BlobLayout"/> reads them.</summary>
public static class PacketBytes
{
    /// <summary>Version of every packet that this code writes and reads.</summary>
    public const int Version = 1;

    /// <summary>Flag of a Schema page and a Profile: product numbers take two bytes, because the label ranks a catalogue.</summary>
    public const int WideFlag = 1;

    /// <summary>The flags of a shelf's packets: <see cref="WideFlag"/> or 0.</summary>
    public static int Flags(Kernel.LoadedShelf shelf)
    {
        return shelf.NumberBytes == 2 ? WideFlag : 0;
    }

    /// <summary>Writes the low 16 bits of a number.</summary>
    public static void Put16(byte[] bytes, int at, int value)
    {
        bytes[at] = (byte)value;
        bytes[at + 1] = (byte)(value >> 8);
    }

    /// <summary>Writes 32 bits.</summary>
    public static void Put32(byte[] bytes, int at, int value)
    {
        bytes[at] = (byte)value;
        bytes[at + 1] = (byte)(value >> 8);
        bytes[at + 2] = (byte)(value >> 16);
        bytes[at + 3] = (byte)(value >> 24);
    }
}
