using System.Globalization;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Compression.Specialisation;
using Endcap.Kernel;

namespace Endcap.Compression.Models.Dense;

/// <summary>
/// The member <c>precision</c> of a network's file: <c>columns</c> and <c>weights</c> (bits), <c>levels</c> ("codebook" or "even"),
/// <c>origin</c> ("middle" or "zero") and, where numbers were rounded already, <c>steps</c> with <c>first</c>, <c>shifts</c>
/// and <c>weights</c>.
/// </summary>
internal static class PrecisionJson
{
    private static readonly string[] Levels = ["codebook", "even"], Origins = ["middle", "zero"];

    /// <summary>Reads it. Errors: E214, E42x, E222.</summary>
    public static DensePrecision Read(JsonValue json, Schema schema, DenseShape shape)
    {
        json.AsObject("columns", "weights", "levels", "origin", "steps");
        JsonValue weights = json.Member("weights");
        RequireCount(weights, shape.Hidden);
        return new DensePrecision(Bits(json.Member("columns")), [.. weights.AsArray().Select(Bits)])
        {
            Even = json.Member("levels").AsWord(Levels) == 1,
            FromZero = json.Member("origin").AsWord(Origins) == 1,
            Steps = json.OptionalMember("steps") is { } steps ? ReadSteps(steps, new RuntimeFeatures(schema).Radix.Length, shape.Hidden) : null,
        };
    }

    /// <summary>The member's value on one line.</summary>
    public static string ToLine(DensePrecision precision, DenseShape shape)
    {
        string weights = string.Join(", ", Enumerable.Range(1, shape.Hidden).Select(precision.Bits));
        string line = $"{{\"columns\": {precision.ColumnBits}, \"weights\": [{weights}], \"levels\": \"{Levels[precision.Even ? 1 : 0]}\", "
            + $"\"origin\": \"{Origins[precision.FromZero ? 1 : 0]}\"";
        if (precision.Steps is { } steps)
        {
            line += $", \"steps\": {{\"first\": {Number(steps.First)}, \"shifts\": [{string.Join(", ", steps.Shifts)}], "
                + $"\"weights\": [{string.Join(", ", steps.Weights.Select(Number))}]}}";
        }

        return line + "}";
    }

    private static DenseStepSizes ReadSteps(JsonValue json, int features, int layers)
    {
        json.AsObject("first", "shifts", "weights");
        JsonValue shifts = json.Member("shifts"), weights = json.Member("weights");
        RequireCount(shifts, features);
        RequireCount(weights, layers);
        return new DenseStepSizes(Step(json.Member("first")), [.. shifts.AsArray().Select(shift => shift.AsInt(0, DenseLoader.MaxColumnShift))],
            [.. weights.AsArray().Select(Step)]);
    }

    private static int Bits(JsonValue json) =>
        json.AsInt(int.MinValue, int.MaxValue) is var bits and (8 or 4 or 2) ? bits : throw Catalogue.DenseBits(json.Where, json.Text);

    private static double Step(JsonValue json) => json.AsNumber() is > 0 and < 1e30 and var step
        ? step : throw Catalogue.JsonNumberRange(json.Where, json.Text, "a step above 0");

    private static void RequireCount(JsonValue list, int count)
    {
        int found = list.AsArray().Count;
        if (found != count) throw Catalogue.DenseCountMismatch(list.Where, found, count);
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
