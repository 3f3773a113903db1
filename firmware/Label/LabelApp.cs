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
using Endcap.Label.Work;
using Endcap.Protocol;

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

    private LoadedShelf _shelf;
    private LabelContent _content;
    private Screen _screen;
    private ShopperService _service;
    private Worker _worker;
    private int _battery;
    private int _contentMark;
    private long _showUntil;

    /// <summary>A label on a board.</summary>
    public LabelApp(Board board)
    {
        _board = board;
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
        LoadSettings();
        LookAtBattery();
        LoadContent();
        LoadShelf();
        _screen = new Screen(_board, _content, _settings);
        ShowPriceIfNew(byTimer || byButton);
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

    private void LoadSettings()
    {
        int fault;
        if (_board.Panel == Panels.None) _settings.SleepSeconds = 0; // a beacon is fed by a cable: it always advertises
        byte[] record = Files.Read(Drive.Settings, RecordFields.MaxBytes, LabelFault.None, LabelFault.BadSettings, out fault);
        if (record != null) fault = SettingsRecord.Read(record, record.Length, _settings);
        _health.Report(fault);
    }

    private void LoadContent()
    {
        int fault;
        byte[] record = Files.Read(Drive.Content, RecordFields.MaxBytes, LabelFault.NoContent, LabelFault.BadContent, out fault);
        if (record != null)
        {
            LabelContent content = new LabelContent();
            fault = ContentRecord.Read(record, record.Length, content);
            if (fault == LabelFault.None)
            {
                _content = content;
                _contentMark = BlobLayout.I32(record, RecordFields.ChecksumAt);
            }
        }

        if (fault == LabelFault.NoContent && _board.Panel == Panels.None) fault = LabelFault.None; // nothing to show it on
        _health.Report(fault);
    }

    private void LoadShelf()
    {
        int fault;
        _shelf = ShelfStore.Load(_board, out fault);
        _health.Report(fault);
        if (_shelf != null) _health.SetShelf(_shelf.SchemaId, _shelf.ModelVersion);
    }

    // E-paper keeps its picture without power: a wake from sleep draws only what differs from the last drawing. Where the
    // drive cannot say what that was, the picture of the last power-on stands; the radio tells of the fault. An LCD is dark
    // after a sleep: it is drawn at every wake but with an empty battery.
    private void ShowPriceIfNew(bool fromSleep)
    {
        if (!_screen.HasPicture()) return;
        byte[] mark = DrawnMark.Of(_contentMark, _health.Standing);
        byte[] drawn = DrawnMark.Read();
        bool same = DrawnMark.AreEqual(drawn, mark);
        _screen.Assume(_health.Standing);
        if (fromSleep && (_battery == Schedule.Empty || (_screen.KeepsPicture() && (drawn == null || same)))) return;
        if (!_screen.ShowPrice(_health.Standing)) PanelFailed();
        else if (!same) _health.Note(DrawnMark.Write(mark));
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
        if (_shelf != null)
        {
            _worker = new Worker(_shelf, _inbox, _work, _look, _service, _health, _settings.ClockOffsetMinutes, _settings.TopK);
            _worker.Start();
        }

        _watchdog.Start(_worker);
        OpenRadio();
        long now = Environment.TickCount64;
        long end = now + 1000L * windowSeconds;
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
            ShowWhatIsNew(now);
            DropIdlePhone(now);
        }

        CloseRadio();
        if (!_screen.BackToPrice(true)) PanelFailed();
        _watchdog.Stop();
    }

    private bool IsBusy()
    {
        return _service.Connected || _inbox.IsTaken() || _screen.ShowsShopper || (_worker != null && _worker.Recommended >= 0);
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
        else if (_screen.ShowsShopper && now >= _showUntil && !_screen.BackToPrice(false))
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
