namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>Protection that an access needs. Not modelled: nothing pairs here.</summary>
public enum GattProtectionLevel
{
    /// <summary>Plain.</summary>
    Plain = 0,

    /// <summary>AuthenticationRequired.</summary>
    AuthenticationRequired = 1,

    /// <summary>EncryptionRequired.</summary>
    EncryptionRequired = 2,

    /// <summary>EncryptionAndAuthenticationRequired.</summary>
    EncryptionAndAuthenticationRequired = 3,
}
