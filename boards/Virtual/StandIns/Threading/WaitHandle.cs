using Endcap.Virtual;

namespace System.Threading;

/// <summary>What threads can wait for. Models: waits in simulated time, first come, first served; no WaitAny or WaitAll.</summary>
internal abstract class WaitHandle : MarshalByRefObject
{
    /// <summary>What nanoFramework's WaitAny answers when the time ran out.</summary>
    public const int WaitTimeout = 258;

    private readonly bool _staysSet;
    private readonly WaitPoint _point = new();
    private bool _isSet;

    private protected WaitHandle(bool isSet, bool staysSet)
    {
        _isSet = isSet;
        _staysSet = staysSet;
    }

    /// <summary>Waits for ever.</summary>
    /// <returns>True.</returns>
    public virtual bool WaitOne() => WaitOne(-1, false);

    /// <summary>Waits.</summary>
    /// <param name="millisecondsTimeout">Patience, ms; −1: for ever; 0: none.</param>
    /// <param name="exitContext">Without effect.</param>
    /// <returns>False where the time ran out.</returns>
    public virtual bool WaitOne(int millisecondsTimeout, bool exitContext)
    {
        VirtualBoard board = VirtualBoard.Current;
        if (!_isSet) return board.Scheduler.Wait(_point, millisecondsTimeout);
        _isSet = _staysSet;
        return true;
    }

    private protected bool SetState()
    {
        Scheduler scheduler = VirtualBoard.Current.Scheduler;
        if (_staysSet)
        {
            _isSet = true;
            scheduler.WakeAll(_point);
        }
        else if (!scheduler.WakeOne(_point))
        {
            _isSet = true;
        }
        return true;
    }

    private protected bool ResetState()
    {
        _ = VirtualBoard.Current;
        _isSet = false;
        return true;
    }
}

/// <summary>An event that lets one thread through and is reset by that.</summary>
internal sealed class AutoResetEvent : WaitHandle
{
    /// <summary>An event.</summary>
    /// <param name="initialState">Whether it is set.</param>
    public AutoResetEvent(bool initialState)
        : base(initialState, staysSet: false)
    {
    }

    /// <summary>Lets one thread through: one that waits, or the next.</summary>
    public bool Set() => SetState();

    /// <summary>Lets nobody through.</summary>
    public bool Reset() => ResetState();
}

/// <summary>An event that lets all threads through until it is reset.</summary>
internal sealed class ManualResetEvent : WaitHandle
{
    /// <summary>An event.</summary>
    /// <param name="initialState">Whether it is set.</param>
    public ManualResetEvent(bool initialState)
        : base(initialState, staysSet: true)
    {
    }

    /// <summary>Lets all threads through.</summary>
    public bool Set() => SetState();

    /// <summary>Lets nobody through.</summary>
    public bool Reset() => ResetState();
}
