namespace Endcap.Compression.Models.TfLite;

/// <summary>One operator of the graph.</summary>
/// <param name="Code">Its number (<see cref="BuiltinOperators"/>).</param>
/// <param name="Name">Its name.</param>
/// <param name="Inputs">Tensors; −1 for one that is left out.</param>
/// <param name="Output">The tensor it makes.</param>
/// <param name="OptionsType">The kind of its options (schema.fbs, BuiltinOptions); 0 for none.</param>
/// <param name="Options">Its options, or null for defaults.</param>
/// <param name="Place">For messages.</param>
internal sealed record TfLiteOperator(int Code, string Name, int[] Inputs, int Output, int OptionsType, FlatTable? Options, string Place);
