namespace Endcap.Virtual;

/// <summary>What a board shows its picture on, at the end of its SPI bus: <see cref="PanelModel"/> or <see cref="LcdModel"/>.</summary>
public abstract class BoardPanel
{
    private readonly VirtualBoard _host;
    private readonly string _name;
    private string _reported = "";
    private long _reportedAt = -1;

    private protected BoardPanel(VirtualBoard host, string name) => (_host, _name) = (host, name);

    /// <summary>Full refreshes begun; on an LCD whole pictures written.</summary>
    public int FullRefreshes { get; private protected set; }

    /// <summary>Partial refreshes begun; on an LCD parts of a picture written.</summary>
    public int PartialRefreshes { get; private protected set; }

    /// <summary>Whether what is shown is about to change.</summary>
    public abstract bool IsRefreshing { get; }

    /// <summary>Breaks it for a test: e-paper stays busy for ever, an LCD's power chip does not answer.</summary>
    public abstract bool IsStuck { get; set; }

    /// <summary>What is shown now, upright.</summary>
    public abstract ShownPicture Shown { get; }

    private protected long Now => _host.Scheduler.NowMicroseconds;

    /// <summary>Takes a byte from the bus.</summary>
    internal abstract void Receive(bool data, byte value);

    /// <summary>It loses its supply.</summary>
    internal abstract void CutPower();

    /// <summary>The board's chip goes to deep sleep.</summary>
    internal abstract void BoardSleeps();

    // What repeats within one instant, e.g. for each byte of a picture, is said once.
    private protected void Report(string text)
    {
        if (_reported == text && _reportedAt == Now) return;
        (_reported, _reportedAt) = (text, Now);
        _host.AddViolation($"{_name}: {text}");
    }
}
