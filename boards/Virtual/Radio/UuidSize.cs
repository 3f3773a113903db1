using nanoFramework.Device.Bluetooth.Advertisement;
using Section = nanoFramework.Device.Bluetooth.Advertisement.BluetoothLEAdvertisementDataSectionType;

namespace Endcap.Virtual;

/// <summary>How a UUID goes on the air: 16 or 32 bits where it is one of the Bluetooth SIG's, 128 otherwise.</summary>
internal sealed record UuidSize(int Bytes, Section ListType, Section DataType)
{
    private static readonly byte[] SigTail = Guid.Parse("00000000-0000-1000-8000-00805f9b34fb").ToByteArray()[4..];

    internal static UuidSize Of(Guid uuid)
    {
        byte[] bytes = uuid.ToByteArray();
        if (!bytes.AsSpan(4).SequenceEqual(SigTail)) return new(16, Section.CompleteList128uuid, Section.ServiceData128bitUuid);
        return bytes[2] == 0 && bytes[3] == 0
            ? new(2, Section.CompleteList16uuid, Section.ServiceData16bitUuid)
            : new(4, Section.CompleteList32uuid, Section.ServiceData32bitUuid);
    }

    /// <summary>The bytes in the advert, the lowest first.</summary>
    internal byte[] OnAir(Guid uuid)
    {
        if (Bytes < 16) return uuid.ToByteArray()[..Bytes];
        byte[] bytes = uuid.ToByteArray(bigEndian: true);
        Array.Reverse(bytes);
        return bytes;
    }
}
