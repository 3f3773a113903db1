namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>ATT errors (Bluetooth Core, Vol 3, Part F, 3.4.1.1).</summary>
public static class GattProtocolError
{
    /// <summary>Invalid handle.</summary>
    public static byte InvalidHandle => 1;

    /// <summary>Read not permitted.</summary>
    public static byte ReadNotPermitted => 2;

    /// <summary>Write not permitted.</summary>
    public static byte WriteNotPermitted => 3;

    /// <summary>Invalid pdu.</summary>
    public static byte InvalidPdu => 4;

    /// <summary>Insufficient authentication.</summary>
    public static byte InsufficientAuthentication => 5;

    /// <summary>Request not supported.</summary>
    public static byte RequestNotSupported => 6;

    /// <summary>Invalid offset.</summary>
    public static byte InvalidOffset => 7;

    /// <summary>Insufficient authorization.</summary>
    public static byte InsufficientAuthorization => 8;

    /// <summary>Prepare queue full.</summary>
    public static byte PrepareQueueFull => 9;

    /// <summary>Attribute not found.</summary>
    public static byte AttributeNotFound => 10;

    /// <summary>Attribute not long.</summary>
    public static byte AttributeNotLong => 11;

    /// <summary>Insufficient encryption key size.</summary>
    public static byte InsufficientEncryptionKeySize => 12;

    /// <summary>Invalid attribute value length.</summary>
    public static byte InvalidAttributeValueLength => 13;

    /// <summary>Unlikely error.</summary>
    public static byte UnlikelyError => 14;

    /// <summary>Insufficient encryption.</summary>
    public static byte InsufficientEncryption => 15;

    /// <summary>Unsupported group type; upstream gives 15 where the specification has 16.</summary>
    public static byte UnsupportedGroupType => 15;

    /// <summary>Insufficient resources.</summary>
    public static byte InsufficientResources => 17;
}
