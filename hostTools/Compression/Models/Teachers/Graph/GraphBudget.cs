namespace Endcap.Compression.Models.Teachers.Graph;

/// <summary>Bounds what one scorer may allocate and compute, whatever a file asks for.</summary>
public sealed class GraphBudget
{
    /// <summary>Numbers that all tensors of a scorer may hold together.</summary>
    public const int MostNumbers = 1 << 22;

    /// <summary>Multiplications that one row may take.</summary>
    public const long MostWork = 1L << 30;

    private long _numbers, _work;

    /// <summary>Starts another row.</summary>
    public void NewRow() => _work = 0;

    /// <summary>Takes numbers for the scorer's lifetime.</summary>
    public void Allocate(long numbers)
    {
        _numbers += numbers;
        if (_numbers > MostNumbers) throw new GraphFaultException($"the tensors of one row need more than {MostNumbers} numbers");
    }

    /// <summary>Takes work from the row.</summary>
    public void Work(long steps)
    {
        _work += steps;
        if (_work > MostWork) throw new GraphFaultException($"one row takes more than {MostWork} multiplications");
    }
}
