using Endcap.Publishing.Journal;
using Endcap.Publishing.Keys;

namespace Endcap.Publishing.Planning;

/// <summary>A roll-out before it is run: who gets what in which wave. Waves follow the order of the list, the canary first.</summary>
/// <param name="Labels">In the order of the list.</param>
/// <param name="Waves">Number of waves.</param>
public sealed record PublishPlan(IReadOnlyList<PlannedLabel> Labels, int Waves)
{
    /// <summary>
    /// Plans. Revoked labels take no place in a wave. A label whose key is being rotated is asked even where the journal says
    /// that it has everything.
    /// </summary>
    /// <param name="labels">Who is to have what.</param>
    /// <param name="waves">How far each wave reaches.</param>
    /// <param name="keys">Says who was revoked, and whose key changes.</param>
    /// <param name="journal">Says what labels have, or null.</param>
    /// <param name="mustAsk">Labels that the journal does not speak for.</param>
    public static PublishPlan Of(IReadOnlyList<(uint Label, IReadOnlyList<PublishFile> Files)> labels, Waves waves, KeyRing keys,
        PublishJournal? journal, Func<uint, bool> mustAsk)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(waves);
        ArgumentNullException.ThrowIfNull(keys);
        var planned = new List<PlannedLabel>();
        IReadOnlyList<int> ends = waves.Ends(labels.Count(label => !keys.Of(label.Label).Revoked));
        int place = 0;
        foreach ((uint label, IReadOnlyList<PublishFile> files) in labels)
        {
            LabelKey key = keys.Of(label);
            bool done = key.Replaces is null && journal is not null && !mustAsk(label)
                && files.All(file => journal.Find(label, file) is { State: JournalState.Active });
            LabelTurn turn = key.Revoked ? LabelTurn.Revoked : done ? LabelTurn.UpToDate : LabelTurn.Ask;
            planned.Add(new PlannedLabel(label, files, key.Revoked ? -1 : WaveOf(place, ends), turn));
            if (!key.Revoked) place++;
        }

        return new PublishPlan(planned, ends.Count);
    }

    /// <summary>The labels of a wave.</summary>
    public IReadOnlyList<PlannedLabel> Wave(int wave) => [.. Labels.Where(label => label.Wave == wave)];

    private static int WaveOf(int place, IReadOnlyList<int> ends)
    {
        for (int wave = 0; wave < ends.Count; wave++)
            if (place < ends[wave]) return wave;
        return -1;
    }
}
