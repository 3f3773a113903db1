namespace Endcap.Virtual;

/// <summary>The time that panel, pins and bus live in: by itself a clock that only <see cref="Sleep"/> advances.</summary>
internal sealed class PanelClock
{
    private long _own;

    /// <summary>Where the time comes from instead, µs.</summary>
    public Func<long>? Source { get; set; }

    /// <summary>What sleeps instead, ms.</summary>
    public Action<int>? Sleeper { get; set; }

    /// <summary>Now, µs.</summary>
    public long Now => Source?.Invoke() ?? _own;

    /// <summary>Lets time pass.</summary>
    public void Sleep(int milliseconds)
    {
        if (Sleeper is null) _own += milliseconds * 1000L;
        else Sleeper(milliseconds);
    }
}
