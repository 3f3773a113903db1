using Endcap.Protocol.Update;
using Endcap.Simulation;

namespace Endcap.Torture;

/// <summary>Something that happens to a label in its life, during which a fault is injected.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Kind">The kind of file that it changes, 0 for none.</param>
/// <param name="Prepare">What happened before, without faults.</param>
/// <param name="Run">What happens. True when it came to its end and the staff was told so.</param>
/// <param name="EndsNew">Whether the label has the new file at that end.</param>
public sealed record Scenario(string Name, int Kind, Action<TortureRig> Prepare, Func<TortureRig, bool> Run, bool EndsNew)
{
    private const uint Version = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>All scenarios.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        .. new[] { Manifest.Shelf, Manifest.Content, Manifest.Settings }.Select(kind => Update(kind, trial: false)),
        Update(Manifest.Shelf, trial: true),
        Update(Manifest.Content, trial: true),
        new("a trial that nobody confirms", Manifest.Shelf, _ => { }, ForgetTrial, EndsNew: false),
        new("going back to the previous content", Manifest.Content, rig => Must(rig.Bring(File(Manifest.Content, false))), GoBack, EndsNew: false),
        new("another key", 0, _ => { }, rig => rig.Staff.Open(Patience).Ok && rig.Staff.Rotate(1, LabelFiles.NextKey).Ok, EndsNew: false),
        new("a start after a battery change", 0, rig => rig.Board.CutPower(), Start, EndsNew: false),
        new("a shopper's visit", 0, _ => { }, rig => Judge.Visit(rig) is not null && rig.Label.RunUntilAsleep(Patience), EndsNew: false),
    ];

    /// <summary>The new file of a kind.</summary>
    public static StaffFile File(int kind, bool trial, uint version = Version) => new(kind, version, LabelFiles.Of(kind, true), trial);

    private static Scenario Update(int kind, bool trial) => new($"an update of the {NameOf(kind)}{(trial ? " on trial, confirmed" : "")}", kind, _ => { },
        rig => rig.Bring(File(kind, trial)).Ok, EndsNew: true);

    private static string NameOf(int kind) => kind switch { Manifest.Shelf => "shelf", Manifest.Content => "content", _ => "settings" };

    private static bool ForgetTrial(TortureRig rig)
    {
        if (!rig.Bring(File(Manifest.Shelf, true), confirm: false).Ok) return false;
        rig.Board.Run(TimeSpan.FromMinutes(5));
        return !rig.IsOff;
    }

    private static bool GoBack(TortureRig rig) =>
        rig.Staff.Open(Patience).Ok && rig.Staff.Revert(Manifest.Content).Ok && rig.Staff.AwaitRestart(Patience);

    private static bool Start(TortureRig rig)
    {
        rig.Label.Boot();
        return rig.Staff.Find(Patience);
    }

    private static void Must(StaffReply reply)
    {
        if (!reply.Ok) throw new InvalidOperationException($"Without any fault: {reply}");
    }
}
