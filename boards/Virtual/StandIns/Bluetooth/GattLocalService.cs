using Endcap.Virtual;

namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>A service of the board.</summary>
public class GattLocalService
{
    private readonly List<GattLocalCharacteristic> _characteristics = [];

    internal GattLocalService(Guid uuid) => Uuid = uuid;

    /// <summary>Its UUID.</summary>
    public Guid Uuid { get; }

    /// <summary>Its characteristics.</summary>
    public GattLocalCharacteristic[] Characteristics => [.. _characteristics];

    /// <summary>Adds a characteristic. Waits while an event is delivered, as upstream does.</summary>
    public GattLocalCharacteristicResult CreateCharacteristic(Guid characteristicUuid, GattLocalCharacteristicParameters parameters)
    {
        GattLocalCharacteristic characteristic = new(VirtualBoard.Current.Radio, characteristicUuid, parameters);
        _characteristics.Add(characteristic);
        return new GattLocalCharacteristicResult(characteristic, BluetoothError.Success);
    }
}

/// <summary>A new characteristic.</summary>
public class GattLocalCharacteristicResult
{
    internal GattLocalCharacteristicResult(GattLocalCharacteristic characteristic, BluetoothError error)
    {
        Characteristic = characteristic;
        Error = error;
    }

    /// <summary>The characteristic.</summary>
    public GattLocalCharacteristic Characteristic { get; }

    /// <summary>Success.</summary>
    public BluetoothError Error { get; }
}

/// <summary>What a new characteristic shall be.</summary>
public class GattLocalCharacteristicParameters
{
    /// <summary>What a phone may do.</summary>
    public GattCharacteristicProperties CharacteristicProperties { get; set; }

    /// <summary>Kept, without effect.</summary>
    public GattProtectionLevel ReadProtectionLevel { get; set; }

    /// <summary>Kept, without effect.</summary>
    public GattProtectionLevel WriteProtectionLevel { get; set; }

    /// <summary>A text about it; its descriptor is not modelled.</summary>
    public string UserDescription { get; set; } = "";

    /// <summary>Answers all reads where it is set; no event comes then.</summary>
    public Buffer? StaticValue { get; set; }
}
