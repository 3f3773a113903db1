namespace nanoFramework.Device.Bluetooth.Advertisement;

/// <summary>Types of the sections of an advert (Assigned Numbers, Common Data Types).</summary>
public enum BluetoothLEAdvertisementDataSectionType
{
    /// <summary>Flags.</summary>
    Flags = 1,

    /// <summary>IncompleteList16uuid.</summary>
    IncompleteList16uuid = 2,

    /// <summary>CompleteList16uuid.</summary>
    CompleteList16uuid = 3,

    /// <summary>IncompleteList32uuid.</summary>
    IncompleteList32uuid = 4,

    /// <summary>CompleteList32uuid.</summary>
    CompleteList32uuid = 5,

    /// <summary>IncompleteList128uuid.</summary>
    IncompleteList128uuid = 6,

    /// <summary>CompleteList128uuid.</summary>
    CompleteList128uuid = 7,

    /// <summary>ShortenedLocalName.</summary>
    ShortenedLocalName = 8,

    /// <summary>CompleteLocalName.</summary>
    CompleteLocalName = 9,

    /// <summary>TxPowerLevel.</summary>
    TxPowerLevel = 10,

    /// <summary>PeripheralConnectionIntervalRange.</summary>
    PeripheralConnectionIntervalRange = 18,

    /// <summary>ServiceSolicitation16BitUuids.</summary>
    ServiceSolicitation16BitUuids = 20,

    /// <summary>ServiceSolicitation128BitUuids.</summary>
    ServiceSolicitation128BitUuids = 21,

    /// <summary>ServiceData16bitUuid.</summary>
    ServiceData16bitUuid = 22,

    /// <summary>PublicTargetAddress.</summary>
    PublicTargetAddress = 23,

    /// <summary>RandomTargetAddress.</summary>
    RandomTargetAddress = 24,

    /// <summary>Appearance.</summary>
    Appearance = 25,

    /// <summary>AdvertisingInterval.</summary>
    AdvertisingInterval = 26,

    /// <summary>ServiceSolicitation32BitUuids.</summary>
    ServiceSolicitation32BitUuids = 31,

    /// <summary>ServiceData32bitUuid.</summary>
    ServiceData32bitUuid = 32,

    /// <summary>ServiceData128bitUuid.</summary>
    ServiceData128bitUuid = 33,

    /// <summary>ManufacturerSpecificData.</summary>
    ManufacturerSpecificData = 255,
}
