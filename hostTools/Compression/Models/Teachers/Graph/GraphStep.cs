namespace Endcap.Compression.Models.Teachers.Graph;

/// <summary>One operation in its place.</summary>
/// <param name="Op">The operation.</param>
/// <param name="Kind">The operation's name in the tool's words: "Gemm".</param>
/// <param name="Name">The node's name.</param>
/// <param name="Inputs">Slots; −1 where an optional input is left out.</param>
/// <param name="Outputs">Slots; −1 where an output is not used.</param>
public sealed record GraphStep(GraphOp Op, string Kind, string Name, int[] Inputs, int[] Outputs)
{
    /// <summary>The node for people.</summary>
    public string Title => $"{Kind} {Name}";
}
