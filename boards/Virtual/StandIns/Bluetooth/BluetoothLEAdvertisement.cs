using System.Collections;
using System.Text;

namespace nanoFramework.Device.Bluetooth.Advertisement;

/// <summary>
/// What an advert says. Models: upstream's order and packing — sections in the order they were added, each into the
/// advert's 31 bytes if it still fits, else into the scan response's 31, else nowhere. Left out: manufacturer data.
/// </summary>
public class BluetoothLEAdvertisement
{
    private const int PacketBytes = 31;
    private BluetoothLEAdvertisementFlags _flags =
        BluetoothLEAdvertisementFlags.ClassicNotSupported | BluetoothLEAdvertisementFlags.GeneralDiscoverableMode;
    private string _localName = "";

    /// <summary>Sections (<see cref="BluetoothLEAdvertisementDataSection"/>) in their order.</summary>
    public ArrayList DataSections { get; } = [];

    /// <summary>Flags; setting them sets their section.</summary>
    public BluetoothLEAdvertisementFlags Flags
    {
        get => _flags;
        set
        {
            _flags = value;
            AddOrUpdate(BluetoothLEAdvertisementDataSectionType.Flags, [(byte)value]);
        }
    }

    /// <summary>The name; setting it sets its section, an empty one takes it away.</summary>
    public string LocalName
    {
        get => _localName;
        set
        {
            _localName = value;
            if (string.IsNullOrEmpty(value)) Remove(BluetoothLEAdvertisementDataSectionType.CompleteLocalName);
            else AddOrUpdate(BluetoothLEAdvertisementDataSectionType.CompleteLocalName, Encoding.UTF8.GetBytes(value));
        }
    }

    /// <summary>Sections of a type.</summary>
    public ArrayList GetSectionsByType(byte type)
    {
        ArrayList found = [];
        foreach (BluetoothLEAdvertisementDataSection section in DataSections)
        {
            if (section.DataType == type) found.Add(section);
        }
        return found;
    }

    internal void AddOrUpdate(BluetoothLEAdvertisementDataSectionType type, byte[] data)
    {
        BluetoothLEAdvertisementDataSection section = new((byte)type, new Buffer(data));
        int index = IndexOf(type);
        if (index < 0) DataSections.Add(section);
        else DataSections[index] = section;
    }

    internal void Remove(BluetoothLEAdvertisementDataSectionType type)
    {
        for (int index = IndexOf(type); index >= 0; index = IndexOf(type)) DataSections.RemoveAt(index);
    }

    /// <summary>Packs the sections.</summary>
    /// <returns>Whether all fitted.</returns>
    internal bool Pack(out byte[] advert, out byte[] scanResponse)
    {
        List<byte> first = [];
        List<byte> second = [];
        bool all = true;
        foreach (BluetoothLEAdvertisementDataSection section in DataSections)
        {
            int bytes = (int)section.Data.Length + 2;
            List<byte>? packet = first.Count + bytes <= PacketBytes ? first : second.Count + bytes <= PacketBytes ? second : null;
            packet?.AddRange([(byte)(bytes - 1), section.DataType, .. section.Data.Copy()]);
            all &= packet != null;
        }
        advert = [.. first];
        scanResponse = [.. second];
        return all;
    }

    private int IndexOf(BluetoothLEAdvertisementDataSectionType type)
    {
        for (int i = 0; i < DataSections.Count; i++)
        {
            if (((BluetoothLEAdvertisementDataSection)DataSections[i]!).DataType == (byte)type) return i;
        }
        return -1;
    }
}

/// <summary>A part of an advert.</summary>
public class BluetoothLEAdvertisementDataSection
{
    private const uint EmptyCapacity = 16;

    /// <summary>An empty section.</summary>
    public BluetoothLEAdvertisementDataSection()
        : this(0, new Buffer(EmptyCapacity))
    {
    }

    /// <summary>A section.</summary>
    /// <param name="dataType">A <see cref="BluetoothLEAdvertisementDataSectionType"/>.</param>
    /// <param name="data">Its bytes.</param>
    public BluetoothLEAdvertisementDataSection(byte dataType, Buffer data)
    {
        DataType = dataType;
        Data = data;
    }

    /// <summary>A <see cref="BluetoothLEAdvertisementDataSectionType"/>.</summary>
    public byte DataType { get; set; }

    /// <summary>Its bytes.</summary>
    public Buffer Data { get; set; }
}
