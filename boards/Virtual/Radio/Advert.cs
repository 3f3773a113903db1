using System.Text;
using nanoFramework.Device.Bluetooth.Advertisement;

namespace Endcap.Virtual;

/// <summary>What a phone hears of a board before it connects.</summary>
/// <param name="Data">The advert, at most 31 bytes.</param>
/// <param name="ScanResponse">The scan response, at most 31 bytes.</param>
/// <param name="IsConnectable">Whether a phone can connect.</param>
public sealed record Advert(byte[] Data, byte[] ScanResponse, bool IsConnectable)
{
    /// <summary>The complete name, or null.</summary>
    public string? Name => Section(BluetoothLEAdvertisementDataSectionType.CompleteLocalName) is byte[] name ? Encoding.UTF8.GetString(name) : null;

    /// <summary>Whether a service's UUID is listed.</summary>
    public bool Lists(Guid service)
    {
        UuidSize size = UuidSize.Of(service);
        return Section(size.ListType) is byte[] uuid && uuid.AsSpan().SequenceEqual(size.OnAir(service));
    }

    /// <summary>The service's data without the UUID, or null.</summary>
    public byte[]? ServiceData(Guid service)
    {
        UuidSize size = UuidSize.Of(service);
        return Section(size.DataType) is byte[] data && data.AsSpan().StartsWith(size.OnAir(service)) ? data[size.Bytes..] : null;
    }

    private byte[]? Section(BluetoothLEAdvertisementDataSectionType type) => Find(Data, type) ?? Find(ScanResponse, type);

    private static byte[]? Find(byte[] packet, BluetoothLEAdvertisementDataSectionType type)
    {
        for (int at = 0; at + 1 < packet.Length; at += packet[at] + 1)
        {
            if (packet[at + 1] == (byte)type) return packet[(at + 2)..(at + 1 + packet[at])];
        }
        return null;
    }
}
