namespace Endcap.Compression.Models.CoreMl;

/// <summary>A column in front of a model: an input's value, or what a step makes of it.</summary>
/// <param name="Input">The number of the input.</param>
/// <param name="Map">What a step does to it; null for nothing.</param>
internal sealed record Column(int Input, Func<double, double>? Map)
{
    /// <summary>The column's value for a row.</summary>
    public double Of(ReadOnlySpan<double> row) => Map is null ? row[Input] : Map(row[Input]);

    /// <summary>This column with one more step.</summary>
    public Column Then(Func<double, double> next) => new(Input, Map is { } map ? x => next(map(x)) : next);
}
