using System;
using System.IO;
using System.Threading;
using nanoFramework.Device.Bluetooth;
using nanoFramework.Device.Bluetooth.GenericAttributeProfile;
using nanoFramework.Hardware.Esp32;

namespace Endcap.Fixtures.DeviceProgram;

/// <summary>
/// A device program in small: counts its boots in a file, advertises, hands what a phone writes to a worker, which
/// notifies it turned round, and goes to deep sleep when nobody has written for a while.
/// </summary>
public sealed class Echo
{
    /// <summary>The service.</summary>
    public const string ServiceId = "7c1e0001-5d3a-4f86-9b27-e14a60c8d395";

    /// <summary>Write: bytes to turn round.</summary>
    public const string InputId = "7c1e0003-5d3a-4f86-9b27-e14a60c8d395";

    /// <summary>Read and notify: the bytes turned round.</summary>
    public const string OutputId = "7c1e0004-5d3a-4f86-9b27-e14a60c8d395";

    /// <summary>Where the boots are counted.</summary>
    public const string CountFile = "I:\\boots";

    /// <summary>Time of the last write, ms since reset.</summary>
    public long LastMilliseconds;

    /// <summary>How long a handler thinks before it answers, ms.</summary>
    public int HandlerMilliseconds;

    /// <summary>Whether handlers answer twice.</summary>
    public bool AnswersTwice;

    /// <summary>Sleep time, s; 0: never sleeps.</summary>
    public int SleepSeconds = 60;

    private readonly AutoResetEvent _written = new AutoResetEvent(false);
    private byte[] _bytes = new byte[0];
    private GattLocalCharacteristic _output;

    /// <summary>The program of the board.</summary>
    public void Main()
    {
        CountBoot();
        Serve();
        Thread worker = new Thread(Work);
        worker.Start();
        LastMilliseconds = Environment.TickCount64;
        while (SleepSeconds == 0 || Environment.TickCount64 - LastMilliseconds < 3000) Thread.Sleep(100);
        Sleep.EnableWakeupByTimer(TimeSpan.FromSeconds(SleepSeconds));
        Sleep.EnableWakeupByPin(Sleep.WakeupGpioPin.Pin39, 0);
        Sleep.StartDeepSleep();
    }

    private static void CountBoot()
    {
        int count = File.Exists(CountFile) ? File.ReadAllBytes(CountFile)[0] : 0;
        File.WriteAllBytes(CountFile, new byte[] { (byte)(count + 1) });
    }

    private void Serve()
    {
        BluetoothLEServer.Instance.DeviceName = "EC-0001";
        GattServiceProvider provider = GattServiceProvider.Create(new Guid(ServiceId)).ServiceProvider;
        GattLocalCharacteristicParameters input = new GattLocalCharacteristicParameters();
        input.CharacteristicProperties = GattCharacteristicProperties.Write | GattCharacteristicProperties.WriteWithoutResponse;
        provider.Service.CreateCharacteristic(new Guid(InputId), input).Characteristic.WriteRequested += Written;
        GattLocalCharacteristicParameters output = new GattLocalCharacteristicParameters();
        output.CharacteristicProperties = GattCharacteristicProperties.Read | GattCharacteristicProperties.Notify;
        _output = provider.Service.CreateCharacteristic(new Guid(OutputId), output).Characteristic;
        _output.ReadRequested += Read;
        GattServiceProviderAdvertisingParameters advert = new GattServiceProviderAdvertisingParameters();
        advert.ServiceData = new Buffer(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 });
        provider.StartAdvertising(advert);
    }

    private void Read(GattLocalCharacteristic sender, GattReadRequestedEventArgs args)
    {
        GattReadRequest request = args.GetRequest();
        if (HandlerMilliseconds > 0) Thread.Sleep(HandlerMilliseconds);
        request.RespondWithValue(new Buffer(_bytes));
        if (AnswersTwice) request.RespondWithValue(new Buffer(_bytes));
    }

    private void Written(GattLocalCharacteristic sender, GattWriteRequestedEventArgs args)
    {
        GattWriteRequest request = args.GetRequest();
        if (HandlerMilliseconds > 0) Thread.Sleep(HandlerMilliseconds);
        byte[] bytes = new byte[(int)request.Value.Length];
        DataReader.FromBuffer(request.Value).ReadBytes(bytes);
        request.Respond();
        LastMilliseconds = Environment.TickCount64;
        _bytes = bytes;
        _written.Set();
    }

    // Survives everything, as the label's worker does: the power going off must end it all the same.
    private void Work()
    {
        while (true)
        {
            try
            {
                _written.WaitOne();
                Array.Reverse(_bytes);
                _output.NotifyValue(new Buffer(_bytes));
            }
            catch (Exception)
            {
                LastMilliseconds++;
            }
        }
    }
}
