using System;
using System.Collections;
using System.IO;
using System.Threading;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Runtime.Native;

namespace Endcap.Fixtures.DeviceProgram;

/// <summary>Short device programs, and what device code can do, for tests that have .NET's own Thread and File.</summary>
public sealed class Steps
{
    /// <summary>What the program noted, in order.</summary>
    public readonly ArrayList Log = new ArrayList();

    private readonly AutoResetEvent _one = new AutoResetEvent(false);
    private readonly ManualResetEvent _all = new ManualResetEvent(false);

    /// <summary>Notes a word and the uptime in ms.</summary>
    public void Note(string word)
    {
        Log.Add(word + "@" + Environment.TickCount64.ToString());
    }

    /// <summary>Starts a thread.</summary>
    public static void Run(Action body)
    {
        new Thread(body.Invoke).Start();
    }

    /// <summary>Starts a thread and waits for its end.</summary>
    public static bool RunAndJoin(Action body, int milliseconds)
    {
        Thread thread = new Thread(body.Invoke);
        thread.Start();
        return thread.Join(milliseconds);
    }

    /// <summary>Sleeps, ms.</summary>
    public static void Pause(int milliseconds)
    {
        Thread.Sleep(milliseconds);
    }

    /// <summary>Waits at the auto-reset event.</summary>
    public bool WaitOne(int milliseconds)
    {
        return _one.WaitOne(milliseconds, false);
    }

    /// <summary>Sets the auto-reset event.</summary>
    public void SetOne()
    {
        _one.Set();
    }

    /// <summary>Waits at the manual-reset event.</summary>
    public bool WaitAll(int milliseconds)
    {
        return _all.WaitOne(milliseconds, false);
    }

    /// <summary>Sets the manual-reset event.</summary>
    public void SetAll()
    {
        _all.Set();
    }

    /// <summary>Starts a timer; returns how to stop it.</summary>
    public static Action StartTimer(Action body, int due, int period)
    {
        Timer timer = new Timer(state => body(), null, due, period);
        return timer.Dispose;
    }

    /// <summary>Uptime, ms.</summary>
    public static long Uptime()
    {
        return Environment.TickCount64;
    }

    /// <summary>Sets the clock and reads it: "year-month-day weekday hour:minute".</summary>
    public static string SetClock(int year, int month, int day, int hour)
    {
        Rtc.SetSystemTime(new DateTime(year, month, day, hour, 0, 0));
        return Clock();
    }

    /// <summary>Reads the clock.</summary>
    public static string Clock()
    {
        DateTime now = DateTime.UtcNow;
        return now.Year + "-" + now.Month + "-" + now.Day + " " + (int)now.DayOfWeek + " " + now.Hour + ":" + now.Minute;
    }

    /// <summary>Random numbers without a seed.</summary>
    public static int Random()
    {
        return new Random().Next(1000000);
    }

    /// <summary>Deep sleep with a timer (negative: none) and maybe the button.</summary>
    public static void DeepSleep(int seconds, bool button)
    {
        if (seconds >= 0) Sleep.EnableWakeupByTimer(TimeSpan.FromSeconds(seconds));
        if (button) Sleep.EnableWakeupByPin(Sleep.WakeupGpioPin.Pin39, 0);
        Sleep.StartDeepSleep();
    }

    /// <summary>Writes a file in one go.</summary>
    public static void Write(string path, byte[] bytes)
    {
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>Writes a file without closing it.</summary>
    public static void WriteOpen(string path, byte[] bytes, bool flush)
    {
        FileStream stream = new FileStream(path, FileMode.Create);
        stream.Write(bytes, 0, bytes.Length);
        if (flush) stream.Flush();
    }

    /// <summary>Reads a file.</summary>
    public static byte[] Read(string path)
    {
        return File.ReadAllBytes(path);
    }

    /// <summary>Whether there is a file.</summary>
    public static bool Exists(string path)
    {
        return File.Exists(path);
    }

    /// <summary>Deletes.</summary>
    public static void Delete(string path)
    {
        File.Delete(path);
    }

    /// <summary>Renames.</summary>
    public static void Move(string from, string to)
    {
        File.Move(from, to);
    }
}
