namespace nanoFramework.Device.Bluetooth;

/// <summary>Number of a connection.</summary>
public class BluetoothDeviceId
{
    internal BluetoothDeviceId(int id) => Id = id;

    /// <summary>The number.</summary>
    public int Id { get; }

    /// <summary>False: there is no classic Bluetooth.</summary>
    public bool IsClassicDevice => false;

    /// <summary>True.</summary>
    public bool IsLowEnergyDevice => true;

    /// <summary>From a number.</summary>
    public static BluetoothDeviceId FromId(int deviceId) => new(deviceId);
}
