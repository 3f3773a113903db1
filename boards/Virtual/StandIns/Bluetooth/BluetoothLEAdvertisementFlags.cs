namespace nanoFramework.Device.Bluetooth.Advertisement;

/// <summary>Flags of an advert.</summary>
[Flags]
public enum BluetoothLEAdvertisementFlags : uint
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>LimitedDiscoverableMode.</summary>
    LimitedDiscoverableMode = 1,

    /// <summary>GeneralDiscoverableMode.</summary>
    GeneralDiscoverableMode = 2,

    /// <summary>ClassicNotSupported.</summary>
    ClassicNotSupported = 4,

    /// <summary>DualModeControllerCapable.</summary>
    DualModeControllerCapable = 8,

    /// <summary>DualModeHostCapable.</summary>
    DualModeHostCapable = 16,
}
