namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>What a phone may do with a characteristic.</summary>
[Flags]
public enum GattCharacteristicProperties : uint
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Broadcast.</summary>
    Broadcast = 1,

    /// <summary>Read.</summary>
    Read = 2,

    /// <summary>WriteWithoutResponse.</summary>
    WriteWithoutResponse = 4,

    /// <summary>Write.</summary>
    Write = 8,

    /// <summary>Notify.</summary>
    Notify = 16,

    /// <summary>Indicate.</summary>
    Indicate = 32,

    /// <summary>AuthenticatedSignedWrites.</summary>
    AuthenticatedSignedWrites = 64,

    /// <summary>ExtendedProperties.</summary>
    ExtendedProperties = 128,

    /// <summary>ReliableWrites.</summary>
    ReliableWrites = 256,

    /// <summary>WritableAuxiliaries.</summary>
    WritableAuxiliaries = 512,
}
