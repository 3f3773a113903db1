namespace Endcap.Compression.Search;

/// <summary>
/// Searches the settings of several methods for the front of size and quality. A candidate is one level per axis; steps are applied
/// in the order of the axes. From a point on the front the search moves one or two levels along one axis: two times out of
/// three from the smallest point within the floor, else from the point of the front that was left least tried. Deterministic.
/// Knows nothing of model families: <typeparamref name="TModel"/>, the steps and the measure come from outside.
/// </summary>
public sealed class ParetoSearch<TModel>
{
    // A point may lose so many times the floor and still lead to good ones: refitting wins loss back.
    private const double HopefulLoss = 3;

    private readonly IReadOnlyList<SearchAxis> _axes;
    private readonly Func<TModel, CompressionStep, TModel> _apply;
    private readonly Func<TModel, Measurement> _measure;
    private readonly Dictionary<string, TModel> _made = new(StringComparer.Ordinal);
    private readonly List<State> _states = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Prepares a search.</summary>
    /// <param name="axes">The methods, in the order in which their steps are applied.</param>
    /// <param name="apply">Applies a step.</param>
    /// <param name="measure">Measures a candidate.</param>
    public ParetoSearch(IReadOnlyList<SearchAxis> axes, Func<TModel, CompressionStep, TModel> apply, Func<TModel, Measurement> measure) =>
        (_axes, _apply, _measure) = (axes, apply, measure);

    /// <summary>Searches.</summary>
    /// <param name="start">The input model.</param>
    /// <param name="evaluations">Candidates to try at most, the input model included.</param>
    /// <param name="maxLoss">The floor: relative loss that is allowed.</param>
    /// <param name="progress">Told after each candidate, or null.</param>
    /// <param name="cancellation">Ends the search early; what was found by then is kept, once the input model is measured.</param>
    public SearchResult<TModel> Run(TModel start, int evaluations, double maxLoss, IProgress<SearchProgress>? progress, CancellationToken cancellation)
    {
        Try(new int[_axes.Count], start);
        try
        {
            while (_states.Count < evaluations && Next(maxLoss) is { } levels)
            {
                cancellation.ThrowIfCancellationRequested();
                Try(levels, start);
                progress?.Report(new SearchProgress(_states.Count, evaluations, Smallest(maxLoss)?.Point.Measured.Bytes));
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Result(interrupted: true);
        }

        return Result(interrupted: false);
    }

    private SearchResult<TModel> Result(bool interrupted) => new(
        _states[0].Point, ParetoFront.Of([.. _states.Select(state => state.Point)]), _states.Count, interrupted);

    private void Try(int[] levels, TModel start)
    {
        CompressionStep[] steps = [.. levels.Select((level, axis) => (level, axis)).Where(at => at.level > 0)
            .Select(at => CompressionStep.Parse(_axes[at.axis].Levels[at.level - 1]))];
        TModel model = start;
        string key = "";
        foreach (CompressionStep step in steps)
        {
            key += step.Text + ";";
            if (!_made.TryGetValue(key, out TModel? made)) _made[key] = made = _apply(model, step);
            model = made;
        }

        _states.Add(new State(levels, new SearchPoint<TModel>(steps, model, _measure(model))));
        _seen.Add(KeyOf(levels));
    }

    private int[]? Next(double maxLoss)
    {
        State[] open = [.. OpenStates(maxLoss)];
        if (open.Length == 0) return null;
        State from = _states.Count % 3 != 0 && Smallest(maxLoss) is { } best && open.Contains(best) ? best : open.MinBy(state => state.Tries)!;
        from.Tries++;
        return Neighbours(from.Levels).First();
    }

    // The front's points with untried neighbours; the input model always counts.
    private IEnumerable<State> OpenStates(double maxLoss)
    {
        IReadOnlyList<SearchPoint<TModel>> front = ParetoFront.Of([.. _states.Select(state => state.Point)]);
        return _states.Where((state, i) => (i == 0 || (front.Contains(state.Point) && state.Point.Measured.Loss <= HopefulLoss * maxLoss))
            && Neighbours(state.Levels).Any());
    }

    private State? Smallest(double maxLoss) => _states.Where(state => state.Point.Measured.Loss <= maxLoss).MinBy(state => state.Point.Measured.Bytes);

    private IEnumerable<int[]> Neighbours(int[] levels)
    {
        for (int by = 2; by >= 1; by--)
        {
            for (int axis = 0; axis < levels.Length; axis++)
            {
                if (levels[axis] + by > _axes[axis].Levels.Count) continue;
                int[] next = [.. levels];
                next[axis] += by;
                if (!_seen.Contains(KeyOf(next))) yield return next;
            }
        }
    }

    private static string KeyOf(int[] levels) => string.Join(',', levels);

    private sealed class State(int[] levels, SearchPoint<TModel> point)
    {
        public int[] Levels => levels;

        public SearchPoint<TModel> Point => point;

        public int Tries { get; set; }
    }
}
