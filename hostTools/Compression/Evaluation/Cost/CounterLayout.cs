namespace Endcap.Compression.Evaluation.Cost;

/// <summary>
/// What each counter of an instrumented assembly stands for: how many units and operations one tick is worth.
/// A tick may be worth a negative amount: a branch not taken takes back what its block was charged for taking it.
/// </summary>
internal sealed class CounterLayout
{
    private readonly List<string> _methodOf = [];
    private readonly List<long> _hundredths = [];
    private readonly List<int> _operations = [];
    private readonly List<(int Counter, int Row, int Times)> _charges = [];
    private readonly List<(int Counter, string Opcode, string Location)> _unpriced = [];

    /// <summary>An empty layout over a cost table.</summary>
    public CounterLayout(OpcodeCosts costs) => Costs = costs;

    /// <summary>The cost table.</summary>
    public OpcodeCosts Costs { get; }

    /// <summary>Number of counters.</summary>
    public int Count => _methodOf.Count;

    /// <summary>Adds a counter to a method; returns its index.</summary>
    public int Add(string method)
    {
        _methodOf.Add(method);
        _hundredths.Add(0);
        _operations.Add(0);
        return Count - 1;
    }

    /// <summary>Each tick of the counter stands for one executed instruction more.</summary>
    public void AddOperation(int counter) => _operations[counter]++;

    /// <summary>Each tick of the counter costs a row <paramref name="times"/> times more.</summary>
    /// <param name="counter">The counter.</param>
    /// <param name="row">Name of a cost row. If the table lacks it, runs that reach the counter have no cost.</param>
    /// <param name="times">How often; may be negative.</param>
    /// <param name="location">Method and IL offset, for the error.</param>
    public void Charge(int counter, string row, int times, string location)
    {
        if (times == 0) return;
        if (!Costs.TryFind(row, out int index))
        {
            _unpriced.Add((counter, row, location));
            return;
        }

        _charges.Add((counter, index, times));
        _hundredths[counter] += times * Costs.Hundredths(index);
    }

    /// <summary>Throws when a snapshot shows that something without a cost was executed.</summary>
    /// <exception cref="UnpricedOpcodeException">Names the first such opcode.</exception>
    public void CheckPriced(long[] ticks)
    {
        foreach ((int counter, string opcode, string location) in _unpriced)
        {
            if (ticks[counter] != 0) throw new UnpricedOpcodeException(opcode, location);
        }
    }

    /// <summary>Cost (hundredths of a unit) and operations of a snapshot.</summary>
    public (long Hundredths, long Operations) Total(long[] ticks)
    {
        long hundredths = 0, operations = 0;
        for (int i = 0; i < ticks.Length; i++)
        {
            hundredths += ticks[i] * _hundredths[i];
            operations += ticks[i] * _operations[i];
        }

        return (hundredths, operations);
    }

    /// <summary>The total of a snapshot by method, dearest first, methods that did not run left out.</summary>
    public IReadOnlyList<MethodCost> PerMethod(long[] ticks) =>
        [.. Enumerable.Range(0, Count).Where(i => ticks[i] != 0)
            .GroupBy(i => _methodOf[i])
            .Select(group => new MethodCost(group.Key, group.Sum(i => ticks[i] * _hundredths[i]) / 100.0,
                group.Sum(i => ticks[i] * _operations[i])))
            .OrderByDescending(cost => cost.Weighted).ThenBy(cost => cost.Method, StringComparer.Ordinal)];

    /// <summary>The total of a snapshot by cost row, dearest first.</summary>
    public IReadOnlyList<OpcodeCost> PerOpcode(long[] ticks) =>
        [.. _charges.GroupBy(charge => charge.Row)
            .Select(group => (Row: group.Key, Times: group.Sum(charge => charge.Times * ticks[charge.Counter])))
            .Where(row => row.Times != 0)
            .Select(row => new OpcodeCost(Costs.Name(row.Row), row.Times, row.Times * Costs.Hundredths(row.Row) / 100.0))
            .OrderByDescending(cost => cost.Weighted).ThenBy(cost => cost.Opcode, StringComparer.Ordinal)];
}
