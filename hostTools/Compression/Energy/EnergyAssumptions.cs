namespace Endcap.Compression.Energy;

/// <summary>All numbers behind a battery's life, as data with their sources. All are estimates.</summary>
public sealed class EnergyAssumptions
{
    private const string BoardSource = "the board's data (boards/ID/README.md), an estimate";
    private const string CostSource = "counted IL operations by the cost model's range of device speeds";

    /// <summary>The assumptions for a board and a shelf.</summary>
    public EnergyAssumptions(BoardPower board)
    {
        (double panelBest, double panelWorst) = board.HasLcd || !board.HasPanel ? (0.0, 0.0) : (3.0, 10.0);
        Sleep = new("sleepMicroamps", "deep sleep, whole board, µA", board.SleepMicroamps.Least, board.SleepMicroamps.Most, BoardSource);
        Awake = new("awakeMilliamps", "awake, radio on or off, mA", board.AwakeMilliamps.Least, board.AwakeMilliamps.Most,
            BoardSource + "; Bluetooth advertising averages tens of mA without light sleep, which nanoFramework refuses while it is on");
        Boot = new("bootSeconds", "wake-up until the program runs, s", 0.4, 2,
            "assumed: boot loader, nanoCLR's start and resolving the program's assemblies, then starting the radio; no figure was reported");
        Load = new("loadSeconds", "loading the shelf, s", board.LoadSeconds.Least, board.LoadSeconds.Most, CostSource);
        Rank = new("rankSeconds", "one ranking, s", board.RankSeconds.Least, board.RankSeconds.Most, CostSource);
        Session = new("sessionSeconds", "one shopper's connection, s", 4, 20,
            "assumed: connecting, reading Schema, writing the profile, looking at the panel; an idle phone is dropped");
        Panel = new("panelMilliamps", "panel while it refreshes, mA", panelBest, panelWorst,
            !board.HasPanel ? "no panel" : board.HasLcd ? "an LCD: see its light" : "assumed: data sheets of 1.5 to 2.9 inch e-paper panels say some 8 mA at 3.3 V");
        FullRefresh = new("fullRefreshSeconds", "full refresh, s", 1.5, 4, "assumed: 2 s at room temperature, longer in the cold");
        PartialRefresh = new("partialRefreshSeconds", "partial refresh, s", 0.3, 1, "assumed: 0.3 to 0.5 s at room temperature");
        Light = new("lightMilliamps", "light of an LCD while awake, mA", board.HasLcd ? 20 : 0, board.HasLcd ? 100 : 0,
            board.HasLcd ? "assumed: LED backlight of a 2 inch LCD, dark in deep sleep" : "e-paper has none");
        Usable = new("usableFraction", "part of the battery's charge that can be used", 0.9, 0.7,
            "assumed: cut-off before empty, ageing, cold, self-discharge");
    }

    /// <summary>Deep sleep, µA.</summary>
    public Assumption Sleep { get; }

    /// <summary>Awake, mA.</summary>
    public Assumption Awake { get; }

    /// <summary>From the wake-up to the running program, s.</summary>
    public Assumption Boot { get; }

    /// <summary>Loading the shelf, s.</summary>
    public Assumption Load { get; }

    /// <summary>One ranking, s.</summary>
    public Assumption Rank { get; }

    /// <summary>One connection, s.</summary>
    public Assumption Session { get; }

    /// <summary>Panel while it refreshes, mA.</summary>
    public Assumption Panel { get; }

    /// <summary>Full refresh, s.</summary>
    public Assumption FullRefresh { get; }

    /// <summary>Partial refresh, s.</summary>
    public Assumption PartialRefresh { get; }

    /// <summary>Light of an LCD, mA; 0 for e-paper.</summary>
    public Assumption Light { get; }

    /// <summary>Part of the battery's charge that can be used.</summary>
    public Assumption Usable { get; }

    /// <summary>All of them, for reports.</summary>
    public IReadOnlyList<Assumption> All =>
        [Sleep, Awake, Boot, Load, Rank, Session, Panel, FullRefresh, PartialRefresh, Light, Usable];

    /// <summary>What else is taken as given, a sentence.</summary>
    public const string Note = "estimate, nothing was measured: the regulator is linear, so the battery gives the current that the chip takes; "
        + "the price is redrawn in full 4 times a day, and each shopper causes 2 partial refreshes; "
        + "the button is not pressed, and the longer sleep of a low battery is not counted";
}
