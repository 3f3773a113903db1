namespace Endcap.Compression.Search;

/// <summary>
/// Searches the settings of several methods for the front of size and quality. A candidate is one level per axis; steps are applied
/// in the order of the axes. From a point on the front the search moves one or two levels along one axis: two times out of
/// three from the smallest point within the floor, else from the point of the front that was left least tried. Deterministic.
/// Equal models are worked on and measured once. A screen (the measure on a small part of the data) can spare the full measure of a
/// candidate that has no prospect against a point measured before: <see cref="Measurement.IsHopelessBeside"/>.
/// Knows nothing of model families: <typeparamref name="TModel"/>, the steps and the measure come from outside.
/// </summary>
public sealed class ParetoSearch<TModel>
    where TModel : notnull
{
    // A point may lose so many times the floor and still lead to good ones: refitting wins loss back.
    private const double HopefulLoss = 3;

    private readonly IReadOnlyList<SearchAxis> _axes;
    private readonly Func<TModel, CompressionStep, TModel> _apply;
    private readonly Func<TModel, Measurement> _measure;
    private readonly Func<TModel, Measurement>? _screen;
    private readonly Dictionary<(TModel, string), TModel> _made = [];
    private readonly Dictionary<TModel, Measurement> _measured = [];
    private readonly List<State> _states = [];
    private int _tried;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Prepares a search.</summary>
    /// <param name="axes">The methods, in the order in which their steps are applied.</param>
    /// <param name="apply">Applies a step.</param>
    /// <param name="measure">Measures a candidate.</param>
    /// <param name="screen">Measures a candidate on less data, or null: every candidate is measured in full.</param>
    public ParetoSearch(IReadOnlyList<SearchAxis> axes, Func<TModel, CompressionStep, TModel> apply, Func<TModel, Measurement> measure,
        Func<TModel, Measurement>? screen = null) => (_axes, _apply, _measure, _screen) = (axes, apply, measure, screen);

    /// <summary>Searches.</summary>
    /// <param name="start">The input model.</param>
    /// <param name="evaluations">Candidates to try at most, the input model included.</param>
    /// <param name="maxLoss">The floor: relative loss that is allowed.</param>
    /// <param name="progress">Told after each candidate, or null.</param>
    /// <param name="cancellation">Ends the search early; what was found by then is kept, once the input model is measured.</param>
    public SearchResult<TModel> Run(TModel start, int evaluations, double maxLoss, IProgress<SearchProgress>? progress, CancellationToken cancellation)
    {
        Try(new int[_axes.Count], start, maxLoss);
        try
        {
            while (_tried < evaluations && Next(maxLoss) is { } levels)
            {
                cancellation.ThrowIfCancellationRequested();
                Try(levels, start, maxLoss);
                progress?.Report(new SearchProgress(_tried, evaluations, Smallest(maxLoss)?.Point.Measured.Bytes));
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Result(interrupted: true);
        }

        return Result(interrupted: false);
    }

    private SearchResult<TModel> Result(bool interrupted) => new(
        _states[0].Point, ParetoFront.Of([.. _states.Select(state => state.Point)]), _tried, interrupted);

    private void Try(int[] levels, TModel start, double maxLoss)
    {
        CompressionStep[] steps = [.. levels.Select((level, axis) => (level, axis)).Where(at => at.level > 0)
            .Select(at => CompressionStep.Parse(_axes[at.axis].Levels[at.level - 1]))];
        TModel model = start;
        foreach (CompressionStep step in steps)
        {
            if (!_made.TryGetValue((model, step.Text), out TModel? made)) _made[(model, step.Text)] = made = _apply(model, step);
            model = made;
        }

        Measurement? screened = null;
        if (!_measured.TryGetValue(model, out Measurement? measured))
        {
            screened = _screen?.Invoke(model);
            bool hopeless = screened is not null && _states.Any(state => state.Screened is { } other && screened.IsHopelessBeside(other, maxLoss));
            if (!hopeless) measured = _measured[model] = _measure(model);
        }

        if (measured is not null) _states.Add(new State(levels, new SearchPoint<TModel>(steps, model, measured), screened));
        _seen.Add(KeyOf(levels));
        _tried++;
    }

    private int[]? Next(double maxLoss)
    {
        State[] open = [.. OpenStates(maxLoss)];
        if (open.Length == 0) return null;
        State from = _tried % 3 != 0 && Smallest(maxLoss) is { } best && open.Contains(best) ? best : open.MinBy(state => state.Tries)!;
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

    private sealed class State(int[] levels, SearchPoint<TModel> point, Measurement? screened)
    {
        public int[] Levels => levels;

        public SearchPoint<TModel> Point => point;

        public Measurement? Screened => screened;

        public int Tries { get; set; }
    }
}
