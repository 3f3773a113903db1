namespace nanoFramework.Hardware.Esp32;

/// <summary>What a pin can be connected to: the functions a label uses.</summary>
public enum DeviceFunction
{
    /// <summary>SPI1, MOSI.</summary>
    SPI1_MOSI = 65792,

    /// <summary>SPI1, MISO.</summary>
    SPI1_MISO = 65793,

    /// <summary>SPI1, CLOCK.</summary>
    SPI1_CLOCK = 65794,

    /// <summary>SPI2, MOSI.</summary>
    SPI2_MOSI = 66048,

    /// <summary>SPI2, MISO.</summary>
    SPI2_MISO = 66049,

    /// <summary>SPI2, CLOCK.</summary>
    SPI2_CLOCK = 66050,

    /// <summary>I2C1, DATA.</summary>
    I2C1_DATA = 131328,

    /// <summary>I2C1, CLOCK.</summary>
    I2C1_CLOCK = 131329,

    /// <summary>I2C2, DATA.</summary>
    I2C2_DATA = 131584,

    /// <summary>I2C2, CLOCK.</summary>
    I2C2_CLOCK = 131585,

    /// <summary>ADC1, CH0.</summary>
    ADC1_CH0 = 327936,

    /// <summary>ADC1, CH1.</summary>
    ADC1_CH1 = 327937,

    /// <summary>ADC1, CH2.</summary>
    ADC1_CH2 = 327938,

    /// <summary>ADC1, CH3.</summary>
    ADC1_CH3 = 327939,

    /// <summary>ADC1, CH4.</summary>
    ADC1_CH4 = 327940,

    /// <summary>ADC1, CH5.</summary>
    ADC1_CH5 = 327941,

    /// <summary>ADC1, CH6.</summary>
    ADC1_CH6 = 327942,

    /// <summary>ADC1, CH7.</summary>
    ADC1_CH7 = 327943,

    /// <summary>ADC1, CH8.</summary>
    ADC1_CH8 = 327944,

    /// <summary>ADC1, CH9.</summary>
    ADC1_CH9 = 327945,

    /// <summary>ADC1, CH10.</summary>
    ADC1_CH10 = 327946,

    /// <summary>ADC1, CH11.</summary>
    ADC1_CH11 = 327947,

    /// <summary>ADC1, CH12.</summary>
    ADC1_CH12 = 327948,

    /// <summary>ADC1, CH13.</summary>
    ADC1_CH13 = 327949,

    /// <summary>ADC1, CH14.</summary>
    ADC1_CH14 = 327950,

    /// <summary>ADC1, CH15.</summary>
    ADC1_CH15 = 327951,

    /// <summary>ADC1, CH16.</summary>
    ADC1_CH16 = 327952,

    /// <summary>ADC1, CH17.</summary>
    ADC1_CH17 = 327953,

    /// <summary>ADC1, CH18.</summary>
    ADC1_CH18 = 327954,

    /// <summary>ADC1, CH19.</summary>
    ADC1_CH19 = 327955,
}
