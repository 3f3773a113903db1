namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>Whether a phone is connected.</summary>
public enum GattSessionStatus
{
    /// <summary>Closed.</summary>
    Closed = 0,

    /// <summary>Active.</summary>
    Active = 1,
}
