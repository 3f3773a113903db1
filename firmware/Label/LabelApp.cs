using System;
using System.Threading;
using Endcap.Boards;
using Endcap.Kernel;
using Endcap.Label.Display;
using Endcap.Label.Faults;
using Endcap.Label.Panel;
using Endcap.Label.Power;
using Endcap.Label.Radio;
using Endcap.Label.Storage;
using Endcap.Label.Update;
using Endcap.Label.Work;
using Endcap.Protocol;
using Endcap.Protocol.Update;
using nanoFramework.Runtime.Native;

namespace Endcap.Label;

/// <summary>
/// A label's life from one wake to the next sleep: load, show the price, advertise for a while, serve phones, sleep.
/// Deep sleep loses all memory, so every wake begins here; what must last stands on the drive and on the panel.
/// </summary>
public sealed class LabelApp
{
    // How often the main thread looks around while it waits, milliseconds.
    private const int Tick = 500;

    // Sleep after an exception that nobody caught, seconds.
    private const int SleepAfterException = 60;

    // How often a label that never sleeps measures its battery and tries a radio that failed, milliseconds.
    private const int BatteryPeriod = 10 * 60 * 1000;

    // A phone may stay so many times the idle time-out in all, so that one phone cannot keep a label for itself.
    private const int MostIdleTimes = 10;

    private readonly Board _board;
    private readonly Settings _settings = new Settings();
    private readonly Health _health = new Health();
    private readonly Inbox _inbox = new Inbox();
    private readonly AutoResetEvent _work = new AutoResetEvent(false);
    private readonly AutoResetEvent _look = new AutoResetEvent(false);
    private readonly Watchdog _watchdog = new Watchdog();

    private readonly Slots _slots;

    private LoadedShelf _shelf;
    private Screen _screen;
    private ShopperService _service;
    private StaffService _staff;
    private Worker _worker;
    private int _battery;
    private long _showUntil;

    /// <summary>A label on a board.</summary>
    public LabelApp(Board board)
    {
        _board = board;
        _slots = new Slots(board, _health, _settings);
    }

    /// <summary>One wake. Returns only where deep sleep does, which is nowhere on a device.</summary>
    public void Run()
    {
        int sleep = SleepAfterException;
        try
        {
            sleep = Wake();
        }
        catch (Exception)
        {
            // Nobody is there to restart a program that has ended: try again after a while, and say why.
            _watchdog.Note(LabelFault.Exception);
        }

        if (_screen == null) _screen = new Screen(_board, null, _settings);
        _screen.GoDark();
        Sleeper.Sleep(_board, sleep);
    }

    // Returns the seconds to sleep.
    private int Wake()
    {
        bool byTimer = Sleeper.WokeByTimer();
        bool byButton = Sleeper.WokeByButton();
        _health.Report(_watchdog.LastReset());
        if (_board.Panel == Panels.None) _settings.SleepSeconds = 0; // a beacon is fed by a cable: it always advertises
        _slots.Begin();
        _slots.Load(Manifest.Settings);
        LookAtBattery();
        _slots.Load(Manifest.Content);
        _slots.Load(Manifest.Shelf);
        _shelf = _slots.Shelf;
        if (_shelf != null) _health.SetShelf(_shelf.SchemaId, _shelf.ModelVersion);
        _screen = new Screen(_board, _slots.Content, _settings);
        _slots.Settle(ShowPriceIfNew(byTimer || byButton));
        int window = Schedule.WindowSeconds(byButton ? _settings.ButtonSeconds : _settings.AdvertiseSeconds, byButton, _battery);
        if (window > 0) Serve(window);
        return Schedule.SleepSeconds(_settings.SleepSeconds, _battery);
    }

    private void LookAtBattery()
    {
        int millivolts = Battery.Read(_board);
        _battery = Schedule.BatteryState(millivolts, _settings.LowMillivolts, _settings.EmptyMillivolts);
        _health.SetBattery(BatteryGauge.Percent(millivolts));
        if (_battery == Schedule.Empty) _health.Report(LabelFault.BatteryEmpty);
    }

    // E-paper keeps its picture without power: a wake from sleep draws only what differs from the last drawing. Where the
    // drive cannot say what that was, the picture of the last power-on stands; the radio tells of the fault. An LCD is dark
    // after a sleep: it is drawn at every wake but with an empty battery.
    // Answers whether the panel shows it.
    private bool ShowPriceIfNew(bool fromSleep)
    {
        if (!_screen.HasPicture()) return true;
        byte[] mark = DrawnMark.Of(_slots.ContentMark, _health.Standing);
        byte[] drawn = DrawnMark.Read();
        bool same = DrawnMark.AreEqual(drawn, mark);
        _screen.Assume(_health.Standing);
        // A price that can no longer be read still stands on e-paper: better than none.
        if (fromSleep && _slots.Content == null && _screen.KeepsPicture()) return true;
        if (fromSleep && (_battery == Schedule.Empty || (_screen.KeepsPicture() && (drawn == null || same)))) return true;
        if (!_screen.ShowPrice(_health.Standing))
        {
            PanelFailed();
            return false;
        }

        if (!same) _health.Note(DrawnMark.Write(mark));
        return true;
    }

    // What the panel shows is not known: the next wake draws it again.
    private void PanelFailed()
    {
        _health.Report(LabelFault.Panel);
        DrawnMark.Write(DrawnMark.Unknown());
    }

    private void Serve(int windowSeconds)
    {
        _service = new ShopperService(_inbox, _work, _health, SchemaPages.PageBytes(_shelf, _settings.PageBytes));
        _staff = new StaffService(_slots, _look);
        _service.Staff = _staff;
        if (_shelf != null)
        {
            _worker = new Worker(_shelf, _inbox, _work, _look, _service, _health, _settings.ClockOffsetMinutes, _settings.TopK);
            _worker.Start();
        }

        _watchdog.Start(_worker);
        OpenRadio();
        long now = Environment.TickCount64;
        long end = now + 1000L * windowSeconds;
        if (_slots.IsOnTrial()) _staff.BeginTrial(now + 1000L * _settings.TrialSeconds);
        long battery = now + BatteryPeriod;
        while (IsBusy() || now < end || Schedule.SleepSeconds(_settings.SleepSeconds, _battery) == 0)
        {
            _look.WaitOne(Tick, false);
            now = Environment.TickCount64;
            if (now >= battery)
            {
                LookAtBattery();
                battery = now + BatteryPeriod;
                if (!_service.IsOpen) OpenRadio();
            }

            _watchdog.Feed(now);
            if (_service.Connected && now + 1000L * _settings.AdvertiseSeconds > end) end = now + 1000L * _settings.AdvertiseSeconds;
            ServeStaff(now);
            ShowWhatIsNew(now);
            DropIdlePhone(now);
        }

        CloseRadio();
        _staff.Work(now);
        if (!_screen.BackToPrice(true)) PanelFailed();
        _watchdog.Stop();
    }

    private bool IsBusy()
    {
        return _service.Connected || _staff.IsBusy() || _inbox.IsTaken() || _screen.ShowsShopper || (_worker != null && _worker.Recommended >= 0);
    }

    // What the staff's service noted is done here, where it may take its time.
    private void ServeStaff(long now)
    {
        _staff.Work(now);
        if (_staff.BlinkSeconds > 0)
        {
            if (!_screen.ShowMark()) PanelFailed();
            _showUntil = Environment.TickCount64 + 1000L * _staff.BlinkSeconds;
            _staff.BlinkSeconds = 0;
        }

        if (_staff.MustRestart(now, _service.Connected))
        {
            CloseRadio();
            nanoFramework.Runtime.Native.Power.RebootDevice(RebootOption.NormalReboot);
        }

        if (_staff.MustDrop())
        {
            CloseRadio();
            OpenRadio();
        }

        if (!_staff.IsOpen()) return;
        _service.HeardAt = _staff.HeardAt;
        _service.ConnectedAt = now; // who has the key may stay as long as there is something to say
    }

    private void ShowWhatIsNew(long now)
    {
        int product = _worker == null ? -1 : _worker.Recommended;
        if (product >= 0)
        {
            _worker.Recommended = -1;
            if (!_screen.ShowShopper(_shelf, product)) PanelFailed();
            _showUntil = Environment.TickCount64 + 1000L * _settings.ShowSeconds;
        }
        else if (_screen.ShowsShopper && now >= _showUntil ? !_screen.BackToPrice(false) : !_screen.Tick(now))
        {
            PanelFailed();
        }
    }

    private void DropIdlePhone(long now)
    {
        if (!_service.Connected || _inbox.IsTaken()) return;
        long most = 1000L * _settings.IdlePhoneSeconds;
        if (now - _service.HeardAt < most && now - _service.ConnectedAt < MostIdleTimes * most) return;
        CloseRadio();
        OpenRadio();
    }

    private void OpenRadio()
    {
        int state = _shelf == null ? 0 : AdvertData.Ready;
        if (_health.Standing != LabelFault.None) state |= AdvertData.ServiceNeeded;
        if (_battery != Schedule.Normal) state |= AdvertData.LowBattery;
        try
        {
            if (_service.Open(_shelf, _settings.Name, state, _settings.LabelId)) return;
            _health.Report(LabelFault.Radio);
        }
        catch (Exception)
        {
            _health.CountException();
            _health.Report(LabelFault.Radio);
        }
    }

    private void CloseRadio()
    {
        try
        {
            _service.Close();
        }
        catch (Exception)
        {
            _health.CountException();
        }
    }
}
