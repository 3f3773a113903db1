using nanoFramework.Hardware.Esp32;

namespace Endcap.Virtual;

/// <summary>Power, boots and sleep.</summary>
public sealed partial class VirtualBoard
{
    private readonly List<VirtualThread> _threads = [];
    private readonly WaitPoint _lightWake = new();
    private Action? _program;
    private int _runs;

    /// <summary>Raised on the world's thread when the program's state in RAM is lost: pins, buses and driver objects reset.</summary>
    internal event Action? PoweredDown;

    /// <summary>Raised on the world's thread while <see cref="PressButton"/> holds the button (true) and lets go (false).</summary>
    internal event Action<bool>? ButtonChanged;

    /// <summary>What it does at present.</summary>
    public BoardState State { get; private set; }

    /// <summary>How often the program was started.</summary>
    public int Boots { get; private set; }

    /// <summary>How often the program restarted the chip; waking from sleep is not counted.</summary>
    public int Restarts { get; private set; }

    /// <summary>From reset to the program's first line: the loader and nanoFramework's start. An estimate.</summary>
    public TimeSpan BootTime { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long <see cref="PressButton"/> holds the button.</summary>
    public TimeSpan PressTime { get; set; } = TimeSpan.FromMilliseconds(150);

    /// <summary>What woke it, as the program sees it.</summary>
    internal Sleep.WakeupCause WakeupCause { get; private set; }

    /// <summary>The pin that woke it, as the program sees it.</summary>
    internal Sleep.WakeupGpioPin WakeupPin { get; private set; }

    /// <summary>Wake-up sources for the next sleep.</summary>
    internal WakeupSources Wakeup { get; private set; } = new();

    /// <summary>Simulated time of the last reset, µs.</summary>
    internal long BootedAt { get; private set; }

    /// <summary>Switches on and starts the program on its main thread. A board that is on is switched off first.</summary>
    /// <param name="program">The label's Main; runs again after each deep sleep and reboot.</param>
    public void Boot(Action program)
    {
        CutPower();
        ResetClock();
        _program = program;
        Start(Sleep.WakeupCause.Undefined, Sleep.WakeupGpioPin.None);
    }

    /// <summary>Takes the power away. Drive and panel keep what they have; the real-time clock starts anew.</summary>
    public void CutPower() => PowerDown(BoardState.Off, () => { });

    /// <summary>Presses the button for <see cref="PressTime"/>: its pin, otherwise high, goes low. Wakes a board that waits for it.</summary>
    public void PressButton()
    {
        if (Data.Button < 0) throw new InvalidOperationException($"Board {Data.Id} has no button.");
        ButtonChanged?.Invoke(true);
        Scheduler.At(Scheduler.NowMicroseconds + PressTime.Ticks / TimeSpan.TicksPerMicrosecond, () => ButtonChanged?.Invoke(false));
        if (State == BoardState.Asleep && Wakeup.CauseOfLow(Data.Button) is Sleep.WakeupCause cause)
        {
            WakeUp(cause, (Sleep.WakeupGpioPin)(1UL << Data.Button));
        }
    }

    /// <summary>Starts a thread of the program or of its runtime.</summary>
    internal VirtualThread StartThread(string name, Action body)
    {
        VirtualThread thread = new(this, name, body);
        _threads.RemoveAll(old => old.Phase == ThreadPhase.Ended);
        _threads.Add(thread);
        Scheduler.Start(thread);
        return thread;
    }

    /// <summary>Ends the run and starts the program again at once. Does not return to the program.</summary>
    internal void Reboot()
    {
        Restarts++;
        PowerDown(BoardState.Running, () => Start(Sleep.WakeupCause.Undefined, Sleep.WakeupGpioPin.None));
    }

    /// <summary>Ends the run until a wake-up source fires. Does not return to the program.</summary>
    internal void DeepSleep() => PowerDown(BoardState.Asleep, SetWakeTimer);

    /// <summary>The calling thread and all others stand still until a wake-up source fires; RAM is kept.</summary>
    internal void LightSleep()
    {
        VirtualThread thread = VirtualThread.Current!;
        Scheduler.Only = thread;
        SetState(BoardState.Asleep);
        SetWakeTimer();
        Scheduler.Wait(_lightWake, -1);
    }

    private void Start(Sleep.WakeupCause cause, Sleep.WakeupGpioPin pin)
    {
        Boots++;
        _runs++;
        WakeupCause = cause;
        WakeupPin = pin;
        Wakeup = new();
        BootedAt = Scheduler.NowMicroseconds;
        SetState(BoardState.Running);
        int run = _runs;
        Scheduler.At(BootedAt + BootTime.Ticks / TimeSpan.TicksPerMicrosecond, () =>
        {
            if (run == _runs && State == BoardState.Running) StartThread("main", _program!);
        });
    }

    private void SetWakeTimer()
    {
        if (Wakeup.TimerMicroseconds < 0) return;
        int run = _runs;
        Scheduler.At(Scheduler.NowMicroseconds + Wakeup.TimerMicroseconds, () =>
        {
            if (run == _runs) WakeUp(Sleep.WakeupCause.Timer, Sleep.WakeupGpioPin.None);
        });
    }

    private void WakeUp(Sleep.WakeupCause cause, Sleep.WakeupGpioPin pin)
    {
        if (State != BoardState.Asleep) return;
        if (Scheduler.Only == null)
        {
            Start(cause, pin);
            return;
        }
        _runs++;
        WakeupCause = cause;
        WakeupPin = pin;
        Scheduler.Only = null;
        SetState(BoardState.Running);
        Scheduler.WakeAll(_lightWake);
    }

    // All threads are marked at once; those that wait unwind on the world's thread, a calling one by the throw here.
    private void PowerDown(BoardState state, Action then)
    {
        _runs++;
        SetState(state);
        Scheduler.Only = null;
        VirtualThread[] threads = [.. _threads];
        _threads.Clear();
        foreach (VirtualThread thread in threads) thread.Killed = true;
        if (VirtualThread.Current is VirtualThread calling)
        {
            Scheduler.Soon(Finish);
            calling.ThrowIfKilled();
        }
        Finish();

        void Finish()
        {
            Scheduler.Unwind(threads);
            Events.Clear();
            Timers.Clear();
            Radio.PowerDown();
            PinFunctions.Clear();
            PoweredDown?.Invoke();
            then();
        }
    }
}
