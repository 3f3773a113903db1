using Endcap.Compression.Errors;
using Endcap.Compression.Models.CoreMl.Proto;
using Endcap.Compression.Models.Teachers;
using FeatureKind = Endcap.Compression.Models.CoreMl.Proto.FeatureType.TypeOneofCase;
using Kind = Endcap.Compression.Models.CoreMl.Proto.Model.TypeOneofCase;

namespace Endcap.Compression.Models.CoreMl;

/// <summary>The features of a pipeline by name, each a list of columns; steps add theirs.</summary>
internal sealed class InputColumns
{
    private const int MostColumns = 1 << 16;

    private readonly string _path;
    private readonly List<TeacherInput> _inputs = [];
    private readonly Dictionary<string, Column[]> _features = [];

    /// <summary>The features that the user gives. Errors: E261, E262, E263.</summary>
    public InputColumns(string path, Description description)
    {
        _path = path;
        foreach (Feature feature in description.Input)
        {
            int first = _inputs.Count, length = LengthOf(feature);
            for (int i = 0; i < length; i++) _inputs.Add(new TeacherInput(length == 1 ? feature.Name : $"{feature.Name}_{i}"));
            Set(feature.Name, [.. Enumerable.Range(first, length).Select(input => new Column(input, null))]);
        }
    }

    /// <summary>The inputs of the whole model.</summary>
    public IReadOnlyList<TeacherInput> Inputs => _inputs;

    /// <summary>The columns of some features, in their order. Errors: E261, E263.</summary>
    public Column[] Of(IEnumerable<string> names)
    {
        var columns = new List<Column>();
        foreach (string name in names)
        {
            columns.AddRange(_features.TryGetValue(name, out Column[]? own) ? own : throw Malformed($"feature '{name}' comes from nowhere"));
            if (columns.Count > MostColumns) throw Catalogue.ModelLimit(_path, "the number of columns", columns.Count, MostColumns);
        }

        return [.. columns];
    }

    /// <summary>Adds what a step makes; false where the step is none that is known. Errors: E261, E262, E263.</summary>
    public bool TryAdd(Proto.Model step)
    {
        if (step.TypeCase is not (Kind.Vectorizer or Kind.Scaler or Kind.Imputer or Kind.OneHot)) return false;
        if (step.Description is not { Output.Count: 1 } description) throw Malformed($"a {step.TypeCase} has not one output");
        Column[] columns = Of(step.TypeCase == Kind.Vectorizer ? step.Vectorizer.Columns.Select(column => column.Name) : description.Input.Select(input => input.Name));
        Set(description.Output[0].Name, step.TypeCase switch
        {
            Kind.Scaler => Scaled(columns, step.Scaler),
            Kind.Imputer => Imputed(columns, step.Imputer),
            Kind.OneHot => Encoded(columns, step.OneHot),
            _ => Checked(columns, step.Vectorizer),
        });
        return true;
    }

    private Column[] Checked(Column[] columns, Vectorizer vectorizer)
    {
        decimal expected = vectorizer.Columns.Aggregate(0m, (sum, column) => sum + column.Dimensions);
        return expected == columns.Length ? columns : throw Malformed($"the featureVectorizer makes {columns.Length} columns and says {expected}");
    }

    private Column[] Scaled(Column[] columns, Scaler scaler)
    {
        double[] shift = Each([.. scaler.Shift], 0, columns.Length), scale = Each([.. scaler.Scale], 1, columns.Length);
        return [.. columns.Select((column, i) => column.Then(x => scale[i] * (x + shift[i])))];
    }

    private Column[] Imputed(Column[] columns, Imputer imputer)
    {
        double[] imputed = imputer.ImputedCase switch
        {
            Imputer.ImputedOneofCase.Number => [imputer.Number],
            Imputer.ImputedOneofCase.Whole => [imputer.Whole],
            Imputer.ImputedOneofCase.Numbers => [.. imputer.Numbers.Vector],
            Imputer.ImputedOneofCase.Wholes => [.. imputer.Wholes.Vector],
            _ => throw Unsupported("an imputer of texts or dictionaries"),
        };
        double replaced = imputer.ReplacedCase switch
        {
            Imputer.ReplacedOneofCase.ReplacedNumber => imputer.ReplacedNumber,
            Imputer.ReplacedOneofCase.ReplacedWhole => imputer.ReplacedWhole,
            Imputer.ReplacedOneofCase.None => double.NaN,
            _ => throw Unsupported("an imputer of texts"),
        };
        double[] each = Each(imputed, 0, columns.Length);
        return [.. columns.Select((column, i) => column.Then(x => x.Equals(replaced) ? each[i] : x))];
    }

    private Column[] Encoded(Column[] columns, OneHot encoder)
    {
        if (columns is not [{ } column]) throw Unsupported("a oneHotEncoder of several columns");
        if (encoder.CategoriesCase != OneHot.CategoriesOneofCase.Strings)
            return [.. (encoder.Int64S?.Vector ?? []).Select(category => column.Then(x => x == category ? 1 : 0))];
        string[] texts = [.. encoder.Strings.Vector];
        double CodeOf(string text) => Array.IndexOf(texts, text); // −1: none
        _inputs[column.Input] = _inputs[column.Input] with { IsCategory = true, Categories = texts, CodeOf = CodeOf };
        return [.. texts.Select((_, code) => column.Then(x => x == code ? 1 : 0))];
    }

    private double[] Each(double[] values, double fallback, int count) => values.Length switch
    {
        0 => [.. Enumerable.Repeat(fallback, count)],
        1 => [.. Enumerable.Repeat(values[0], count)],
        int length when length == count => values,
        int length => throw Malformed($"{length} numbers for {count} columns"),
    };

    private void Set(string name, Column[] columns)
    {
        if (columns.Length > MostColumns) throw Catalogue.ModelLimit(_path, "the number of columns", columns.Length, MostColumns);
        if (!_features.TryAdd(name, columns)) throw Malformed($"feature '{name}' stands there twice");
    }

    private int LengthOf(Feature feature)
    {
        FeatureKind kind = feature.Type?.TypeCase ?? FeatureKind.None;
        if (kind is FeatureKind.Int64 or FeatureKind.Double or FeatureKind.String) return 1;
        if (kind is FeatureKind.Dictionary or FeatureKind.Sequence) return 0; // a recommender's; any other step asks for columns
        if (kind != FeatureKind.Array) throw Unsupported($"input '{feature.Name}' of type {kind}");
        decimal length = 1;
        foreach (long side in feature.Type!.Array.Shape)
        {
            length *= side;
            if (side < 1) throw Malformed($"input '{feature.Name}' has a side of {side}");
            if (length + _inputs.Count > MostColumns) throw Catalogue.ModelLimit(_path, $"the size of input '{feature.Name}'", (long)Math.Min(length, long.MaxValue), MostColumns);
        }

        return (int)length;
    }

    private UserErrorException Malformed(string what) => Catalogue.ModelMalformed(_path, "the pipeline", what);

    private UserErrorException Unsupported(string what) => Catalogue.ModelUnsupported(_path, $"{what} is not supported", "Train on plain numbers, or export the model to ONNX.");
}
