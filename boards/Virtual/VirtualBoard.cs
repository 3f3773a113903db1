using Endcap.Boards;

namespace Endcap.Virtual;

/// <summary>What a board does at present.</summary>
public enum BoardState
{
    /// <summary>No power.</summary>
    Off,

    /// <summary>Powered: boots or runs the program.</summary>
    Running,

    /// <summary>In deep sleep, or in light sleep.</summary>
    Asleep,
}

/// <summary>
/// A simulated board: one board's data, its clock and threads, radio, panel and drive. The same thread that made it must
/// drive it; boards do not share anything, so tests may run many at once.
/// </summary>
public sealed partial class VirtualBoard : IDisposable
{
    private readonly List<Exception> _errors = [];
    private readonly List<string> _violations = [];

    [ThreadStatic]
    private static VirtualBoard? _current;

    /// <summary>A board that is switched off.</summary>
    /// <param name="data">The real board that it stands for.</param>
    /// <param name="seed">Without it, ready threads run in turn; with it, in a random order that the seed repeats.</param>
    public VirtualBoard(Board data, int? seed = null)
    {
        Data = data;
        Scheduler = new Scheduler(seed);
        Drive = new VirtualDrive(this, data.DriveBytes);
        Radio = new Radio(this);
        Events = new EventLoop(this, "events");
        Timers = new EventLoop(this, "timers");
        RandomSource = new Xorshift(seed ?? 0);
    }

    /// <summary>
    /// The board whose program the present thread runs; stand-ins ask it first, because it also ends threads whose board
    /// lost its power. Throws outside such a thread.
    /// </summary>
    public static VirtualBoard Current
    {
        get
        {
            VirtualThread.Current?.ThrowIfKilled();
            return _current ?? throw new InvalidOperationException("No virtual board runs this thread: start the program by VirtualBoard.Boot.");
        }
        internal set => _current = value;
    }

    /// <summary>The real board that it stands for.</summary>
    public Board Data { get; }

    /// <summary>Its world: simulated time and threads.</summary>
    public Scheduler Scheduler { get; }

    /// <summary>The internal drive.</summary>
    public VirtualDrive Drive { get; }

    /// <summary>What the battery gives, mV; the label reads it through the board's divider.</summary>
    public int BatteryMillivolts { get; set; } = 3900;

    /// <summary>What GetMemoryInfo calls free, bytes; the board's heap budget unless a test sets it.</summary>
    public int FreeHeapBytes { get; set; } = -1;

    /// <summary>
    /// Is called by the program's thread at each notification, to model a Bluetooth stack that fails: it may throw, or
    /// <see cref="Pause"/> for ever (a negative time).
    /// </summary>
    public Action<VirtualBoard>? NotifyFault { get; set; }

    /// <summary>Runs in place of an answer to a phone when set; may throw as a failing library would. Gets the request's ATT error, or 0.</summary>
    public Action<int>? AnswerFault { get; set; }

    /// <summary>Exceptions that ended a thread of the program.</summary>
    public IReadOnlyList<Exception> Errors => _errors;

    /// <summary>Rules of the hardware or its libraries that the program broke.</summary>
    public IReadOnlyList<string> Violations => _violations;

    /// <summary>What the program last said of pins: GPIO number by function (a DeviceFunction).</summary>
    internal Dictionary<int, int> PinFunctions { get; } = [];

    internal Radio Radio { get; }

    /// <summary>Delivers native events: radio and pins.</summary>
    internal EventLoop Events { get; }

    /// <summary>Calls the program's timers.</summary>
    internal EventLoop Timers { get; }

    internal Xorshift RandomSource { get; private set; }

    /// <summary>Runs everything until this much simulated time has passed.</summary>
    public void Run(TimeSpan time) => Scheduler.Run(time);

    /// <summary>Runs until a condition holds or a simulated time has passed.</summary>
    /// <returns>Whether the condition holds.</returns>
    public bool RunUntil(Func<bool> done, TimeSpan limit) => Scheduler.RunUntil(done, limit);

    /// <summary>
    /// Runs something as a thread of the program would, and waits for it in simulated time: the only way for the world to
    /// call code of the label that reads a clock or another stand-in.
    /// </summary>
    /// <returns>False where the board is not awake, or the time ran out.</returns>
    public bool Call(Action question, TimeSpan limit)
    {
        if (State != BoardState.Running) return false;
        bool done = false;
        StartThread("call", () =>
        {
            question();
            done = true;
        });
        return RunUntil(() => done, limit);
    }

    /// <summary>Switches off and ends all threads.</summary>
    public void Dispose() => CutPower();

    /// <summary>Records that the program broke a rule of the hardware; it goes on.</summary>
    internal void AddViolation(string what) => _violations.Add($"{Scheduler.NowMicroseconds} µs: {what}");

    /// <summary>Records an exception that ended a thread.</summary>
    internal void AddError(Exception thrown) => _errors.Add(thrown);
}
