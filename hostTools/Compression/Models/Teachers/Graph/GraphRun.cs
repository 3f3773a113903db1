namespace Endcap.Compression.Models.Teachers.Graph;

/// <summary>The slots of a graph and one run through it; one thread at a time.</summary>
public sealed class GraphRun
{
    private readonly Tensor[] _slots;
    private readonly (GraphOp Op, Tensor?[] Inputs, Tensor[] Outputs, string Title)[] _steps;
    private readonly GraphBudget _budget = new();

    /// <summary>Prepares slots.</summary>
    public GraphRun(IReadOnlyList<Tensor?> constants, IReadOnlyList<GraphStep> steps)
    {
        _slots = [.. constants.Select(constant => constant ?? new Tensor(_budget))];
        _steps = [.. steps.Select(step => (step.Op.ForScorer(), step.Inputs.Select(slot => slot < 0 ? null : _slots[slot]).ToArray(), step.Outputs.Select(Output).ToArray(), step.Title))];
    }

    /// <summary>A slot.</summary>
    public Tensor this[int slot] => _slots[slot];

    /// <summary>Fills an input from its columns of a row.</summary>
    public void Set(GraphInput input, ReadOnlySpan<double> columns)
    {
        Span<double> values = _slots[input.Slot].Reset(input.Type, input.Shape);
        for (int i = 0; i < values.Length; i++) values[i] = Tensor.Round(input.Type, columns[i]);
        if (input.Type != TensorType.Whole) return;
        foreach (double value in values)
        {
            if (value != Math.Floor(value) || Math.Abs(value) > 1L << 53)
                throw new GraphFaultException($"input {input.Name} takes whole numbers, not {value}");
        }
    }

    /// <summary>Runs all operations.</summary>
    /// <exception cref="GraphFaultException">With the node in its message.</exception>
    public void Run()
    {
        _budget.NewRow();
        foreach ((GraphOp op, Tensor?[] inputs, Tensor[] outputs, string title) in _steps)
        {
            try
            {
                op.Run(inputs, outputs);
            }
            catch (GraphFaultException e)
            {
                throw new GraphFaultException($"{title}: {e.Message}");
            }
        }
    }

    private Tensor Output(int slot) => slot < 0 ? new Tensor(_budget) : _slots[slot];
}
