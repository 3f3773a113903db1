namespace Endcap.Virtual;

/// <summary>
/// An AXP192 as an M5Stack Core2 wires it: LDO2 feeds the LCD's controller, DCDC3 its light, GPIO4 holds it in reset,
/// DCDC1 feeds the processor. All 256 registers can be written and read back; only those that concern the LCD do
/// anything. Goes on through sleeps and restarts. What it starts with is assumed: LCD off, GPIO4 not driven.
/// </summary>
public sealed class PowerChipModel
{
    /// <summary>Its address on the bus.</summary>
    public const int Address = 0x34;

    private const int Identity = 0x03, Outputs = 0x12, Dcdc3 = 0x27, Ldo23 = 0x28, Gpio43Function = 0x95, Gpio43Level = 0x96;
    private readonly VirtualBoard _host;
    private readonly byte[] _registers = new byte[256];
    private byte _at;

    internal PowerChipModel(VirtualBoard host)
    {
        _host = host;
        CutPower();
    }

    /// <summary>Something that concerns the LCD may have changed.</summary>
    internal event Action? Changed;

    /// <summary>Whether the chip answers at its address; a test may break it.</summary>
    public bool Answers { get; set; } = true;

    /// <summary>What its register 3 says: 3 is an AXP192. A test may make it another chip, to which nothing must be written.</summary>
    public byte Chip { get; set; } = 3;

    /// <summary>Whether the LCD's controller has its supply of at least 3 V.</summary>
    public bool FeedsLcd => (_registers[Outputs] & 4) != 0 && 1800 + 100 * (_registers[Ldo23] >> 4) >= 3000;

    /// <summary>Whether the light is on and bright enough to see.</summary>
    public bool FeedsLight => (_registers[Outputs] & 2) != 0 && LightMillivolts >= 2500;

    /// <summary>Whether GPIO4 releases the LCD from reset; until it is an output the model takes it as held.</summary>
    public bool HoldsReset => (_registers[Gpio43Function] & 0x8C) != 0x84 || (_registers[Gpio43Level] & 2) == 0;

    private int LightMillivolts => 700 + 25 * (_registers[Dcdc3] & 0x7F);

    /// <summary>A register.</summary>
    public byte Register(int number) => _registers[number & 0xFF];

    /// <summary>It loses its supply, and starts again.</summary>
    internal void CutPower()
    {
        Array.Clear(_registers);
        _registers[Outputs] = 1;
        _registers[Gpio43Function] = 0x0C; // an input, as a stand-in for what the maker programmed
        Changed?.Invoke();
    }

    /// <summary>The first byte written is the register's number; the others go into it and those after it. False if nobody answers.</summary>
    internal bool Transfer(byte[] write, SpanByte read)
    {
        if (!Answers) return false;
        if (write.Length > 0) _at = write[0];
        foreach (byte value in write.AsSpan(Math.Min(1, write.Length))) Write(_at++, value);
        for (int i = 0; i < read.Length; i++, _at++) read[i] = _at == Identity ? Chip : _registers[_at];
        return true;
    }

    private void Write(byte register, byte value)
    {
        if (Chip != 3) Report("it is no AXP192, but its registers were written");
        _registers[register] = value;
        if ((_registers[Outputs] & 1) == 0) Report("DCDC1 was switched off, which feeds the processor");
        if ((_registers[Outputs] & 2) != 0 && LightMillivolts > 3300) Report("the LCD's light gets more than 3.3 V");
        Changed?.Invoke();
    }

    private void Report(string text) => _host.AddViolation("power chip: " + text);
}
