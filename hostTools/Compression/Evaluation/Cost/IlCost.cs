namespace Endcap.Compression.Evaluation.Cost;

/// <summary>The cost of one method in a run, without the methods it calls.</summary>
/// <param name="Method">Type and method with parameter types.</param>
/// <param name="Weighted">Cost in units (one int add = 1.00), its own call instructions included.</param>
/// <param name="Operations">Executed IL operations.</param>
public sealed record MethodCost(string Method, double Weighted, long Operations);

/// <summary>The cost of one row of the cost table in a run.</summary>
/// <param name="Opcode">Name of the row in opcode-costs.csv.</param>
/// <param name="Count">How often it was charged.</param>
/// <param name="Weighted">Count × cost, in units.</param>
public sealed record OpcodeCost(string Opcode, long Count, double Weighted);

/// <summary>What a run of instrumented code would cost on the device's interpreter.</summary>
public sealed class IlCost
{
    private readonly CounterLayout _layout;
    private readonly long[] _ticks;

    internal IlCost(CounterLayout layout, long[] ticks)
    {
        layout.CheckPriced(ticks);
        _layout = layout;
        _ticks = ticks;
        (long hundredths, Operations) = layout.Total(ticks);
        Weighted = hundredths / 100.0;
    }

    /// <summary>Cost in units: one int add = 1.00. A statement like <c>x = x + y</c> is about 4.</summary>
    public double Weighted { get; }

    /// <summary>Executed IL operations, every opcode counted as one.</summary>
    public long Operations { get; }

    /// <summary>The cost by method, dearest first; computed on each call.</summary>
    public IReadOnlyList<MethodCost> PerMethod => _layout.PerMethod(_ticks);

    /// <summary>The cost by row of the cost table, dearest first; computed on each call.</summary>
    public IReadOnlyList<OpcodeCost> PerOpcode => _layout.PerOpcode(_ticks);
}
