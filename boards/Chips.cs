namespace Endcap.Boards;

/// <summary>Chip families.</summary>
public static class Chips
{
    /// <summary>ESP32: two Xtensa LX6 cores.</summary>
    public const string Esp32 = "ESP32";

    /// <summary>ESP32-S3: two Xtensa LX7 cores.</summary>
    public const string Esp32S3 = "ESP32-S3";

    /// <summary>ESP32-C3: one RISC-V core.</summary>
    public const string Esp32C3 = "ESP32-C3";

    /// <summary>ESP32-C6: one RISC-V core.</summary>
    public const string Esp32C6 = "ESP32-C6";
}
