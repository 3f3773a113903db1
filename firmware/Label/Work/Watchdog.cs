using System;
using System.Threading;
using Endcap.Label.Faults;
using Endcap.Label.Storage;
using nanoFramework.Runtime.Native;

namespace Endcap.Label.Work;

/// <summary>
/// Restarts the label when its worker or its main thread stands still. The C# API has no hardware watchdog, so this one
/// is a timer: it does not help where the whole runtime hangs.
/// </summary>
#pragma warning disable CA1001 // Stop gives the timer back
internal sealed class Watchdog
#pragma warning restore CA1001
{
    /// <summary>How often it looks, milliseconds.</summary>
    public const int Period = 5000;

    /// <summary>How long a packet may take, milliseconds: far above the slowest ranking.</summary>
    public const int WorkerLimit = 20000;

    /// <summary>How long the main thread may be silent, milliseconds: far above the longest refresh.</summary>
    public const int MainLimit = 60000;

    private Worker _worker;
    private Timer _timer;
    private long _fedAt;

    /// <summary>
    /// <see cref="LabelFault.Watchdog"/> where the last start ended by this watchdog, <see cref="LabelFault.Exception"/>
    /// where it ended by an exception, <see cref="LabelFault.Reverted"/> where nobody confirmed a version, else 0. Asking
    /// forgets it.
    /// </summary>
    public int LastReset()
    {
        int fault;
        byte[] note = Files.Read(Drive.Reset, 1, LabelFault.None, LabelFault.None, out fault);
        if (note == null) return LabelFault.None;
        Files.Delete(Drive.Reset);
        if (note.Length == 1 && (note[0] == LabelFault.Exception || note[0] == LabelFault.Reverted)) return note[0];
        return LabelFault.Watchdog;
    }

    /// <summary>Leaves a note for the next start: why this one ended.</summary>
    public void Note(int fault)
    {
        Files.Write(Drive.Reset, new byte[] { (byte)fault });
    }

    /// <summary>Begins to look.</summary>
    /// <param name="worker">The worker, or null without a shelf.</param>
    public void Start(Worker worker)
    {
        _worker = worker;
        Feed(Environment.TickCount64);
        _timer = new Timer(Look, null, Period, Period);
    }

    /// <summary>The main thread is alive.</summary>
    /// <param name="now">Milliseconds since start.</param>
    public void Feed(long now)
    {
        _fedAt = now;
    }

    /// <summary>Stops looking.</summary>
    public void Stop()
    {
        _timer.Dispose();
    }

    private void Look(object state)
    {
        long now = Environment.TickCount64;
        long busySince = _worker == null ? 0 : _worker.BusySince;
        if ((busySince == 0 || now - busySince < WorkerLimit) && now - _fedAt < MainLimit) return;
        Note(LabelFault.Watchdog);
        nanoFramework.Runtime.Native.Power.RebootDevice(RebootOption.NormalReboot);
    }
}
