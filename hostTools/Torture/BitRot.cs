using Endcap.Boards;
using Endcap.Label.Storage;
using Endcap.Protocol.Update;

namespace Endcap.Torture;

/// <summary>Bits that turn while the power is off: in every file of a label that was updated, and in a half-sent update.</summary>
internal static class BitRot
{
    // All bits of small files; of larger ones a step that meets every byte position of a word in time.
    private const int AllBitsUpTo = 128;
    private const int Step = 37;

    public static IEnumerable<TortureCase> Cases(Board board)
    {
        foreach (int kind in new[] { Manifest.Shelf, Manifest.Content, Manifest.Settings })
        {
            Scenario update = Scenario.All.First(scenario => scenario.Kind == kind && scenario.EndsNew);
            using var rig = Updated(board, update);
            foreach (string path in rig.Board.Drive.Files)
            {
                int bytes = rig.Board.Drive.ReadAllBytes(path).Length, step = bytes <= AllBitsUpTo ? 1 : Step;
                for (int bit = 0; bit < 8 * bytes; bit += step)
                {
                    int at = bit;
                    yield return new TortureCase("bit rot", $"after {update.Name}: bit {at} of {path}", () => Rot(board, update, path, at));
                }
            }
        }
    }

    private static TortureRig Updated(Board board, Scenario update)
    {
        var rig = new TortureRig(board);
        update.Prepare(rig);
        if (!update.Run(rig)) throw new InvalidOperationException($"Without any fault, {update.Name} does not come to its end.");
        return rig;
    }

    private static Outcome Rot(Board board, Scenario update, string path, int bit)
    {
        using TortureRig rig = Updated(board, update);
        rig.Board.CutPower();
        rig.Board.Drive.FlipBit(path, bit);
        // Only the file's own kind has another version to fall back to; what is not active changes nothing.
        int kind = path is Drive.ShelfB ? Manifest.Shelf : path is Drive.ContentB ? Manifest.Content : path is Drive.SettingsB ? Manifest.Settings : 0;
        return IsOnlyCopy(rig, path) ? new Outcome(false, null) : new Outcome(true, Judge.Verdict(rig, update, ended: true, kind));
    }

    // A kind that was never updated has one file. Its damage is a fault that the label shows; nothing can take its place.
    private static bool IsOnlyCopy(TortureRig rig, string path) => path switch
    {
        Drive.ShelfA => !rig.Board.Drive.Contains(Drive.ShelfB),
        Drive.Content => !rig.Board.Drive.Contains(Drive.ContentB),
        Drive.Settings => !rig.Board.Drive.Contains(Drive.SettingsB),
        _ => false,
    };
}
