using Endcap.Boards;

namespace Endcap.Label;

/// <summary>
/// The board that this build is for. Label.nfproj defines one BOARD_ symbol, from its property EndcapBoard, and compiles
/// that board's folder only; a build for a PC has none and takes the LilyGO.
/// </summary>
public static class ThisBoard
{
    /// <summary>New data of the board.</summary>
    public static Board Create()
    {
#if BOARD_LILYGO_T5_213 || !NANOFRAMEWORK_1_0
        return LilygoT5.Create();
#elif BOARD_WAVESHARE_ESP32_DRIVER
        return WaveshareDriver.Create();
#elif BOARD_HELTEC_E213
        return HeltecE213.Create();
#elif BOARD_HELTEC_E290
        return HeltecE290.Create();
#elif BOARD_HELTEC_WIRELESS_PAPER
        return HeltecWirelessPaper.Create();
#elif BOARD_ESP32_C3_DEVKIT
        return Esp32C3DevKit.Create();
#elif BOARD_ESP32_C6_DEVKIT
        return Esp32C6DevKit.Create();
#elif BOARD_M5CORE2
        return M5Core2.Create();
#elif BOARD_ESP32_S3_DEVKIT
        return Esp32S3DevKit.Create();
#else
#error EndcapBoard names a board that this file does not know.
#endif
    }
}
