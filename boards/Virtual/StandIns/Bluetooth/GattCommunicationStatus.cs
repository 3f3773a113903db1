namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>How a transmission went.</summary>
public enum GattCommunicationStatus
{
    /// <summary>Success.</summary>
    Success = 0,

    /// <summary>Unreachable.</summary>
    Unreachable = 1,

    /// <summary>ProtocolError.</summary>
    ProtocolError = 2,

    /// <summary>AccessDenied.</summary>
    AccessDenied = 3,
}
