using Endcap.Virtual;

namespace nanoFramework.Hardware.Esp32;

/// <summary>Connects pins with functions. Models: the last pin of each function is kept until the board resets.</summary>
public class Configuration
{
    /// <summary>Connects a pin with a function.</summary>
    /// <param name="pin">GPIO number.</param>
    /// <param name="function">The function.</param>
    public static void SetPinFunction(int pin, DeviceFunction function) =>
        VirtualBoard.Current.PinFunctions[(int)function] = pin;

    /// <summary>The pin of a function; −1 where none was set.</summary>
    public static int GetFunctionPin(DeviceFunction function) =>
        VirtualBoard.Current.PinFunctions.GetValueOrDefault((int)function, -1);
}
