namespace nanoFramework.Device.Bluetooth;

/// <summary>Errors of Bluetooth operations.</summary>
public enum BluetoothError
{
    /// <summary>Success.</summary>
    Success = 0,

    /// <summary>RadioNotAvailable.</summary>
    RadioNotAvailable = 1,

    /// <summary>ResourceInUse.</summary>
    ResourceInUse = 2,

    /// <summary>DeviceNotConnected.</summary>
    DeviceNotConnected = 3,

    /// <summary>OtherError.</summary>
    OtherError = 4,

    /// <summary>DisabledByPolicy.</summary>
    DisabledByPolicy = 5,

    /// <summary>NotSupported.</summary>
    NotSupported = 6,

    /// <summary>DisabledByUser.</summary>
    DisabledByUser = 7,

    /// <summary>ConsentRequired.</summary>
    ConsentRequired = 8,

    /// <summary>TransportNotSupported.</summary>
    TransportNotSupported = 9,
}
