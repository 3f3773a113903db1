using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Compression.Preparation.Steps;

namespace Endcap.Compression.Preparation;

/// <summary>
/// A recipe as a JSON file. One object: <c>format</c> "endcap-preparation/1", <c>seed</c>, optional <c>group</c> and
/// <c>split</c> (fractions), <c>columns</c> (of the data, in order) and <c>steps</c>, each with <c>step</c> (the text of the command
/// line) and <c>fitted</c>: what it learnt, a list of <c>column</c>, <c>texts</c>, <c>numbers</c>. Without <c>columns</c> and
/// <c>fitted</c> it is a list of steps to be fitted.
/// </summary>
public static class RecipeFile
{
    /// <summary>The value of <c>format</c>.</summary>
    public const string Format = "endcap-preparation/1";

    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // names stay readable; the file is never put into a page
    };

    /// <summary>Reads and checks a recipe. Errors: E145, E155, E159, E4xx.</summary>
    public static Recipe Read(string path)
    {
        JsonValue root = JsonText.ReadFile(path);
        SchemaJson.CheckFormat(root, Format);
        root.AsObject("format", "seed", "group", "split", "columns", "steps");
        string[] columns = [.. (root.OptionalMember("columns")?.AsArray() ?? []).Select(value => value.AsText())];
        IReadOnlyList<JsonValue> steps = root.Member("steps").AsArray();
        Recipe plan = Recipe.Create(
            steps.Select(step => CheckedStep(step.AsObject("step", "fitted").Member("step"))),
            root.OptionalMember("group")?.AsText(),
            [.. (root.OptionalMember("split")?.AsArray() ?? []).Select(value => value.AsNumber())],
            root.OptionalMember("seed")?.AsInt(int.MinValue, int.MaxValue) ?? 1);
        return new Recipe(plan.Steps, plan.Group, plan.Fractions, plan.Seed)
        {
            Columns = columns,
            Learnt = columns.Length == 0 ? [] : [.. steps.Select((json, i) => ReadFitted(json, plan.Steps[i]))],
        };
    }

    /// <summary>Writes a recipe, whole or not at all. Errors: E402, E404, E405.</summary>
    public static void Write(string path, Recipe recipe) => AtomicFile.Write(path, Encoding.UTF8.GetBytes(ToJson(recipe)));

    /// <summary>The file's text, with a line break at its end.</summary>
    public static string ToJson(Recipe recipe)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Layout)) WriteTo(writer, recipe);
        stream.WriteByte((byte)'\n');
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    // What is wrong with a step is said with its place in the file.
    private static string CheckedStep(JsonValue json)
    {
        try
        {
            return StepKinds.Create(json.AsText()).Text;
        }
        catch (UserErrorException e) when (e.Code == "E145")
        {
            throw new UserErrorException(e.Code, $"{json.Where}: {e.Message}", e.Help);
        }
    }

    private static Fitted[] ReadFitted(JsonValue json, Step step)
    {
        var learnt = new List<Fitted>();
        foreach (JsonValue value in json.OptionalMember("fitted")?.AsArray() ?? [])
        {
            value.AsObject("column", "texts", "numbers");
            var fitted = new Fitted(value.Member("column").AsText(),
                [.. (value.OptionalMember("texts")?.AsArray() ?? []).Select(text => text.AsText())],
                [.. (value.OptionalMember("numbers")?.AsArray() ?? []).Select(number => number.AsNumber())]);
            if (step.Check(fitted) is { } why) throw Catalogue.RecipeDamaged(value.Where, why);
            learnt.Add(fitted);
        }

        return [.. learnt];
    }

    private static void WriteTo(Utf8JsonWriter writer, Recipe recipe)
    {
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteNumber("seed", recipe.Seed);
        if (recipe.Group is not null) writer.WriteString("group", recipe.Group);
        if (recipe.Fractions.Count > 0) WriteList(writer, "split", recipe.Fractions.Select(Digits));
        if (recipe.IsFitted) WriteList(writer, "columns", recipe.Columns.Select(Quoted));
        writer.WriteStartArray("steps");
        for (int i = 0; i < recipe.Steps.Count; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("step", recipe.Steps[i].Text);
            if (recipe.IsFitted && recipe.Learnt[i].Count > 0) WriteFitted(writer, recipe.Learnt[i]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteFitted(Utf8JsonWriter writer, IReadOnlyList<Fitted> learnt)
    {
        writer.WriteStartArray("fitted");
        foreach (Fitted fitted in learnt)
        {
            writer.WriteStartObject();
            writer.WriteString("column", fitted.Column);
            if (fitted.Texts.Length > 0) WriteList(writer, "texts", fitted.Texts.Select(Quoted));
            if (fitted.Numbers.Length > 0) WriteList(writer, "numbers", fitted.Numbers.Select(Digits));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    // Lists go on one line: a page of single numbers is not readable.
    private static void WriteList(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue($"[{string.Join(", ", values)}]");
    }

    private static string Digits(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";
}
