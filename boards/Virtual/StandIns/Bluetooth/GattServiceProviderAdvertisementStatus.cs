namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>State of advertising.</summary>
public enum GattServiceProviderAdvertisementStatus
{
    /// <summary>Created.</summary>
    Created = 0,

    /// <summary>Stopped.</summary>
    Stopped = 1,

    /// <summary>Started.</summary>
    Started = 2,

    /// <summary>Aborted.</summary>
    Aborted = 3,

    /// <summary>StartedWithoutAllAdvertisementData.</summary>
    StartedWithoutAllAdvertisementData = 4,
}
