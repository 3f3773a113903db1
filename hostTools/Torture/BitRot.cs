using Endcap.Boards;
using Endcap.Label.Storage;
using Endcap.Protocol.Update;

namespace Endcap.Torture;

/// <summary>Bits that turn while the power is off: in every file of a newly flashed label, and of one that was updated.</summary>
public static class BitRot
{
    /// <summary>The family of a newly flashed label: both slots of a kind have the same file.</summary>
    public const string Fresh = "bit rot, newly flashed";

    // All bits of small files; of larger ones a step that meets every byte position of a word in time.
    private const int AllBitsUpTo = 128;
    private const int Step = 37;

    private static readonly int[] Kinds = [Manifest.Shelf, Manifest.Content, Manifest.Settings];

    /// <summary>A bit of a file, one by one.</summary>
    public static IEnumerable<TortureCase> Cases(Board board)
    {
        foreach ((string path, int bit) in Bits(board, Flashed(0)))
            yield return new TortureCase(Fresh, $"bit {bit} of {path}", () => Rot(board, Flashed(KindOf(path)), path, bit));
        foreach (Scenario update in Kinds.Select(kind => Scenario.All.First(scenario => scenario.Kind == kind && scenario.EndsNew)))
        {
            foreach ((string path, int bit) in Bits(board, update))
                yield return new TortureCase("bit rot", $"after {update.Name}: bit {bit} of {path}", () => Rot(board, update, path, bit));
        }
    }

    private static IEnumerable<(string Path, int Bit)> Bits(Board board, Scenario life)
    {
        using var rig = Lived(board, life);
        foreach (string path in rig.Board.Drive.Files)
        {
            int bytes = rig.Board.Drive.ReadAllBytes(path).Length, step = bytes <= AllBitsUpTo ? 1 : Step;
            for (int bit = 0; bit < 8 * bytes; bit += step) yield return (path, bit);
        }
    }

    private static TortureRig Lived(Board board, Scenario life)
    {
        var rig = new TortureRig(board);
        life.Prepare(rig);
        if (!life.Run(rig)) throw new InvalidOperationException($"Without any fault, {life.Name} does not come to its end.");
        return rig;
    }

    private static Outcome Rot(Board board, Scenario life, string path, int bit)
    {
        using TortureRig rig = Lived(board, life);
        rig.Board.CutPower();
        rig.Board.Drive.FlipBit(path, bit);
        // Only the kind that was updated has another version to fall back to.
        int[] mayFallBack = life.EndsNew && life.Kind == KindOf(path) ? [life.Kind] : [];
        return new Outcome(true, Judge.Verdict(rig, life, ended: true, mayFallBack));
    }

    // Nothing happened since; an update of this kind must still be taken after the fault.
    private static Scenario Flashed(int kind) => new("flashing", kind, _ => { }, _ => true, EndsNew: false);

    private static int KindOf(string path) => path switch
    {
        Drive.ShelfA or Drive.ShelfB => Manifest.Shelf,
        Drive.Content or Drive.ContentB => Manifest.Content,
        Drive.Settings or Drive.SettingsB => Manifest.Settings,
        _ => 0,
    };
}
