namespace nanoFramework.Hardware.Esp32;

/// <summary>Error numbers of the chip's own library.</summary>
public enum EspNativeError
{
    /// <summary>FAIL.</summary>
    FAIL = -1,

    /// <summary>OK.</summary>
    OK = 0,

    /// <summary>NO_MEM.</summary>
    NO_MEM = 257,

    /// <summary>INVALID_ARG.</summary>
    INVALID_ARG = 258,

    /// <summary>INVALID_STATE.</summary>
    INVALID_STATE = 259,

    /// <summary>INVALID_SIZE.</summary>
    INVALID_SIZE = 260,

    /// <summary>NOT_FOUND.</summary>
    NOT_FOUND = 261,

    /// <summary>NOT_SUPPORTED.</summary>
    NOT_SUPPORTED = 262,

    /// <summary>TIMEOUT.</summary>
    TIMEOUT = 263,

    /// <summary>INVALID_RESPONSE.</summary>
    INVALID_RESPONSE = 264,

    /// <summary>INVALID_CRC.</summary>
    INVALID_CRC = 265,

    /// <summary>INVALID_VERSION.</summary>
    INVALID_VERSION = 266,

    /// <summary>INVALID_MAC.</summary>
    INVALID_MAC = 267,

    /// <summary>WIFI_BASE.</summary>
    WIFI_BASE = 12288,
}
