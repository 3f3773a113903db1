namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>How a phone writes.</summary>
public enum GattWriteOption
{
    /// <summary>WriteWithResponse.</summary>
    WriteWithResponse = 0,

    /// <summary>WriteWithoutResponse.</summary>
    WriteWithoutResponse = 1,
}
