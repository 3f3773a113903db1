using Endcap.Compression.Errors;

namespace Endcap.Compression.Preparation.Steps;

/// <summary>The kinds of steps by name.</summary>
internal static class StepKinds
{
    private static readonly Dictionary<string, Func<StepText, Step>> Makers = new(StringComparer.Ordinal)
    {
        ["number"] = text => new NumberStep(text),
        ["blank"] = text => new BlankStep(text),
        ["range"] = text => new RangeStep(text),
        ["duplicates"] = text => new DuplicatesStep(text),
        ["drop-missing"] = text => new DropMissingStep(text),
        ["fill"] = text => new FillStep(text),
        ["outliers"] = text => new OutlierStep(text),
        ["constant"] = text => new ConstantStep(text),
        ["remove"] = text => new RemoveStep(text),
        ["scale"] = text => new ScaleStep(text),
        ["onehot"] = text => new OneHotStep(text),
        ["ordinal"] = text => new OrdinalStep(text),
        ["frequency"] = text => new FrequencyStep(text),
        ["target"] = text => new TargetStep(text),
    };

    /// <summary>Makes a step. Error: E145.</summary>
    public static Step Create(string source)
    {
        StepText text = StepText.Parse(source);
        return Makers.TryGetValue(text.Kind, out Func<StepText, Step>? make)
            ? make(text)
            : throw Catalogue.StepUnclear(source, $"there is no step \"{text.Kind}\"", $"use one of: {string.Join(", ", Makers.Keys)}");
    }
}
