using System.Text.Json;
using System.Threading.Channels;
using Endcap.Protocol;
using Microsoft.Playwright;

namespace Endcap.Tests.Web.Harness;

/// <summary>
/// Chromium's emulated Bluetooth (DevTools domain BluetoothEmulation of the browser): passes what the page reads, writes and
/// subscribes to on to labels. The domain has no command for notifications; <see cref="NotificationShim"/> turns a
/// subscription into reads that are held here until the label notifies. Nor does it tell when the page disconnects: without
/// <see cref="LeavingShim"/> the label sees the phone stay until it connects again.
/// </summary>
internal sealed class EmulatedRadio : IAsyncDisposable
{
    /// <summary>Runs before the page: after startNotifications it reads again and again. A read fires the same event as a notification.</summary>
    public const string NotificationShim = """
        (() => {
          const prototype = globalThis.BluetoothRemoteGATTCharacteristic?.prototype;
          if (!prototype) return;
          const start = prototype.startNotifications;
          prototype.startNotifications = async function () {
            await start.call(this);
            const listen = () => { if (this.service.device.gatt.connected) this.readValue().then(listen, () => {}); };
            listen();
            return this;
          };
        })()
        """;

    /// <summary>Tells the harness, by a function that it exposes, when the page disconnects.</summary>
    public const string LeavingShim = """
        (() => {
          const prototype = globalThis.BluetoothRemoteGATTServer?.prototype;
          if (!prototype) return;
          const disconnect = prototype.disconnect;
          prototype.disconnect = function () {
            const was = this.connected;
            disconnect.call(this);
            if (was) globalThis.endcapPhoneLeft();
          };
        })()
        """;

    // An open access swallows the event of a broken connection, so accesses fail for a moment before Chromium is told.
    private const int QuietMilliseconds = 1000;
    private const int Unlikely = 0x0E; // ATT: ends a read that is held when the connection goes

    private readonly ICDPSession _session;
    private readonly Dictionary<string, Peripheral> _byAddress = [];
    private readonly Dictionary<string, (Peripheral Peripheral, Guid Uuid)> _byCharacteristic = [];
    private readonly Channel<Func<Task>> _events = Channel.CreateUnbounded<Func<Task>>();

    private TaskCompletionSource? _broken;

    private EmulatedRadio(ICDPSession session) => _session = session;

    /// <summary>What the handlers could not do; empty when all is well.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Changes or drops (null) what the label answers on its way to the page.</summary>
    public Func<Guid, byte[], byte[]?> OnTheWay { get; set; } = (_, value) => value;

    /// <summary>The connection breaks when the page accesses this characteristic.</summary>
    public Guid? BreaksAt { get; set; }

    /// <summary>Accesses to it that still go well.</summary>
    public int BreaksAfter { get; set; }

    /// <summary>An ATT error in place of a write, 0 to let it through.</summary>
    public Func<Guid, byte[], int> Refuses { get; set; } = (_, _) => 0;

    /// <summary>Ends when the connection broke at <see cref="BreaksAt"/>.</summary>
    public async Task WaitForBreak()
    {
        while (_broken is null) await Task.Delay(20);
    }

    /// <summary>Ends when Chromium knows of the break.</summary>
    public Task Broken => _broken!.Task;

    public static async Task<EmulatedRadio> Create(IBrowser browser, string state = "powered-on")
    {
        var radio = new EmulatedRadio(await browser.NewBrowserCDPSessionAsync());
        await radio.Enable(state);
        radio._session.Event("BluetoothEmulation.gattOperationReceived").OnEvent += (_, e) => radio.Queue(() => radio.OnGatt(e!.Value));
        radio._session.Event("BluetoothEmulation.characteristicOperationReceived").OnEvent += (_, e) => radio.Queue(() => radio.OnCharacteristic(e!.Value));
        _ = Task.Run(radio.Work);
        return radio;
    }

    /// <summary>The adapter goes and comes back with the same peripherals; none is connected.</summary>
    public async Task Restart()
    {
        await Send("disable", []);
        await Enable("powered-on");
        foreach (Peripheral peripheral in _byAddress.Values.ToArray())
        {
            await peripheral.Label.Disconnect();
            await Add(peripheral.Label, peripheral.Address, peripheral.Label.Name);
        }
    }

    public async Task Add(EmulatedLabel? label, string address, string name)
    {
        if (label is not null) _byAddress[address] = new Peripheral(label, address);
        await Announce(address, name, isLabel: label is not null);
    }

    /// <summary>Another label stands at the same address from now on: a shelf was exchanged.</summary>
    public void Replace(string address, EmulatedLabel label) => _byAddress[address].Label = label;

    /// <summary>The phone goes out of range.</summary>
    public async Task Break(string address)
    {
        Peripheral peripheral = _byAddress[address];
        if (peripheral.HeldRead is { } held) await Answer(held, "read", Unlikely, null); // a held read would swallow the event
        peripheral.HeldRead = null;
        peripheral.IsBreaking = false;
        peripheral.IsDescribed = false; // Chromium forgets the services with the connection
        await peripheral.Label.Disconnect();
        try
        {
            await Send("simulateGATTDisconnection", new() { ["address"] = address });
        }
        catch (PlaywrightException)
        {
            peripheral.IsDescribed = true; // the page had left before
            throw;
        }
    }

    /// <summary>The page has disconnected. It comes back after a second at the earliest, which passes for the label here.</summary>
    public void Leave(string address) => Queue(async () =>
    {
        await _byAddress[address].Label.Leave();
        try
        {
            await Break(address);
            await Announce(address, _byAddress[address].Label.Name, isLabel: true);
        }
        catch (PlaywrightException)
        {
            // Chromium knew
        }
    });

    // What is not connected is in the browser's list only after this.
    private Task<JsonElement?> Announce(string address, string name, bool isLabel) => Send("simulatePreconnectedPeripheral", new()
    {
        ["address"] = address, ["name"] = name, ["manufacturerData"] = Array.Empty<object>(),
        ["knownServiceUuids"] = isLabel ? new[] { GattIds.ShopperService } : [],
    });

    private Task<JsonElement?> Enable(string state) => Send("enable", new() { ["state"] = state, ["leSupported"] = true });

    private async Task EndBreak(string address)
    {
        try
        {
            await Break(address);
        }
        catch (PlaywrightException)
        {
            // the page has given the connection up
        }

        _broken?.TrySetResult();
    }

    private void BreakSoon(Peripheral peripheral)
    {
        if (peripheral.IsBreaking) return;
        peripheral.IsBreaking = true;
        _ = Task.Delay(QuietMilliseconds).ContinueWith(_ => Queue(() => peripheral.IsBreaking ? EndBreak(peripheral.Address) : Task.CompletedTask), TaskScheduler.Default);
    }

    private async Task OnGatt(JsonElement e)
    {
        string address = e.GetProperty("address").GetString()!, type = e.GetProperty("type").GetString()!;
        Peripheral peripheral = _byAddress[address];
        bool works = true;
        if (type == "connection")
        {
            peripheral.HeldRead = null;
            peripheral.IsBreaking = false;
            peripheral.Waiting.Clear();
            works = await peripheral.Label.Connect();
        }
        else if (!peripheral.IsDescribed) await Describe(peripheral);

        await Send("simulateGATTOperationResponse", new() { ["address"] = address, ["type"] = type, ["code"] = works ? 0 : Unlikely });
    }

    private async Task Describe(Peripheral peripheral)
    {
        peripheral.IsDescribed = true;
        await Describe(peripheral, GattIds.ShopperService,
        [
            (GattIds.Schema, ["read", "write"]), (GattIds.Profile, ["write"]), (GattIds.Ranking, ["read", "notify"]), (GattIds.Status, ["read"]),
        ]);
        await Describe(peripheral, GattIds.StaffService,
        [
            (GattIds.Auth, ["read", "write"]), (GattIds.Control, ["write"]), (GattIds.Chunk, ["write", "writeWithoutResponse"]), (GattIds.Progress, ["read", "notify"]),
        ]);
    }

    private async Task Describe(Peripheral peripheral, string serviceUuid, (string Uuid, string[] Can)[] characteristics)
    {
        string service = await Added("addService", "serviceId", new() { ["address"] = peripheral.Address, ["serviceUuid"] = serviceUuid });
        foreach ((string uuid, string[] can) in characteristics)
        {
            string id = await Added("addCharacteristic", "characteristicId", new()
            {
                ["serviceId"] = service, ["characteristicUuid"] = uuid, ["properties"] = can.ToDictionary(each => each, _ => (object)true),
            });
            _byCharacteristic[id] = (peripheral, new Guid(uuid));
            if (can.Contains("notify"))
                await Send("addDescriptor", new() { ["characteristicId"] = id, ["descriptorUuid"] = "00002902-0000-1000-8000-00805f9b34fb" });
        }
    }

    private async Task OnCharacteristic(JsonElement e)
    {
        string id = e.GetProperty("characteristicId").GetString()!, type = e.GetProperty("type").GetString()!;
        (Peripheral peripheral, Guid uuid) = _byCharacteristic[id];
        if (BreaksAt == uuid && _broken is null && BreaksAfter-- == 0)
        {
            await peripheral.Label.Disconnect();
            _broken = new TaskCompletionSource();
            BreakSoon(peripheral);
        }

        switch (type)
        {
            case "read" when uuid == new Guid(GattIds.Ranking):
                peripheral.HeldRead = id;
                await Notify(peripheral);
                break;
            case "read":
                (byte[] value, int readError) = await peripheral.Label.Read(uuid);
                if (readError >= 0) await Answer(id, type, readError, OnTheWay(uuid, value));
                else await Fail(peripheral, id, type);
                break;
            case "write":
                byte[] written = e.GetProperty("data").GetBytesFromBase64();
                int error = Refuses(uuid, written);
                if (error == 0) (_, error) = await peripheral.Label.Write(uuid, written);
                if (error >= 0) await Answer(id, type, error, null);
                else await Fail(peripheral, id, type);
                if (uuid == new Guid(GattIds.Profile)) await Hear(peripheral);
                break;
            default:
                await Answer(id, type, type.StartsWith("subscribe", StringComparison.Ordinal) ? await peripheral.Label.Subscribe(uuid) : 0, null);
                break;
        }
    }

    // What the page asks for after the connection broke, but before Chromium told it so.
    private async Task Fail(Peripheral peripheral, string id, string type)
    {
        BreakSoon(peripheral);
        try
        {
            await Answer(id, type, Unlikely, null);
        }
        catch (PlaywrightException)
        {
            // Chromium has told it meanwhile
        }
    }

    private async Task Hear(Peripheral peripheral)
    {
        foreach (byte[] value in await peripheral.Label.Notifications())
            if (OnTheWay(new Guid(GattIds.Ranking), value) is { } heard) peripheral.Waiting.Enqueue(heard);
        await Notify(peripheral);
    }

    private async Task Notify(Peripheral peripheral)
    {
        if (peripheral.HeldRead is not { } id || !peripheral.Waiting.TryDequeue(out byte[]? value)) return;
        peripheral.HeldRead = null;
        await Answer(id, "read", 0, value);
    }

    private async Task Answer(string id, string type, int code, byte[]? data)
    {
        var parameters = new Dictionary<string, object> { ["characteristicId"] = id, ["type"] = type, ["code"] = code < 0 ? Unlikely : code };
        if (data is not null && code == 0) parameters["data"] = Convert.ToBase64String(data);
        await Send("simulateCharacteristicOperationResponse", parameters);
    }

    private Task<JsonElement?> Send(string command, Dictionary<string, object> parameters) => _session.SendAsync("BluetoothEmulation." + command, parameters);

    private async Task<string> Added(string command, string id, Dictionary<string, object> parameters) =>
        (await Send(command, parameters))!.Value.GetProperty(id).GetString()!;

    private void Queue(Func<Task> handler) => _events.Writer.TryWrite(handler);

    /// <summary>Takes the emulated adapter out of the browser, for the next test.</summary>
    public async ValueTask DisposeAsync()
    {
        _events.Writer.TryComplete();
        try
        {
            await Send("disable", []);
            await _session.DetachAsync();
        }
        catch (PlaywrightException)
        {
            // the browser is gone, or the test had none
        }
    }

    private async Task Work()
    {
        await foreach (Func<Task> handler in _events.Reader.ReadAllAsync())
        {
            try
            {
                await handler();
            }
            catch (PlaywrightException e) when (e.Message.Contains("closed", StringComparison.Ordinal) || e.Message.Contains("disposed", StringComparison.Ordinal))
            {
                // the test closed the browser in the middle of an access
            }
            catch (Exception e)
            {
                Errors.Add(e.ToString());
            }
        }
    }

    private sealed class Peripheral(EmulatedLabel label, string address)
    {
        public EmulatedLabel Label { get; set; } = label;

        public string Address => address;

        public bool IsDescribed { get; set; }

        /// <summary>The label has dropped the phone, and Chromium is yet to be told.</summary>
        public bool IsBreaking { get; set; }

        public string? HeldRead { get; set; }

        public Queue<byte[]> Waiting { get; } = [];
    }
}
