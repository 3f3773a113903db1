using Endcap.Compression.Errors;

namespace Endcap.Compression.Models.XGBoost;

/// <summary>A value with its place in the file. What is missing or of the wrong kind is E261.</summary>
/// <param name="File">The file, for messages.</param>
/// <param name="Place">learner.gradient_booster ….</param>
/// <param name="Value">See <see cref="JsonValues"/>.</param>
internal sealed record Located(string File, string Place, object? Value)
{
    /// <summary>A member of an object.</summary>
    public Located this[string name] => Find(name) ?? throw Malformed($"'{name}' is missing");

    /// <summary>A member of an object, or null.</summary>
    public Located? Find(string name)
    {
        if (Value is not Dictionary<string, object?> members) throw Malformed("this is no object");
        return members.TryGetValue(name, out object? value) ? new Located(File, Place.Length == 0 ? name : $"{Place}.{name}", value) : null;
    }

    /// <summary>The items of an array that is not one of numbers.</summary>
    public IReadOnlyList<Located> Items => Value switch
    {
        object?[] items => [.. items.Select((item, i) => new Located(File, $"{Place}[{i}]", item))],
        double[] { Length: 0 } => [],
        _ => throw Malformed("this is no list"),
    };

    /// <summary>The text.</summary>
    public string Text => Value as string ?? throw Malformed("this is no text");

    /// <summary>The texts of a list.</summary>
    public string[] Texts => [.. Items.Select(item => item.Text)];

    /// <summary>The numbers of an array.</summary>
    public double[] Numbers => Value as double[] ?? throw Malformed("this is no list of numbers");

    /// <summary>So many numbers.</summary>
    public double[] NumbersOf(int count) => Numbers is { } numbers && numbers.Length == count
        ? numbers : throw Malformed($"{Numbers.Length} numbers where {count} are needed");

    /// <summary>Whole numbers of a range.</summary>
    public int[] Whole(double[] numbers, int least, int most)
    {
        var whole = new int[numbers.Length];
        for (int i = 0; i < whole.Length; i++)
        {
            if (!(numbers[i] >= least && numbers[i] <= most) || numbers[i] != (int)numbers[i])
                throw Malformed($"entry {i} is {numbers[i]}; whole numbers from {least} to {most} can stand there");
            whole[i] = (int)numbers[i];
        }

        return whole;
    }

    /// <summary>A whole number ≥ <paramref name="least"/>, written as a number or (as XGBoost's parameters are) as a text. Errors: E261; E263 above the limit.</summary>
    public int Count(int least, int most)
    {
        object? number = Value is string text ? JsonValues.Read(System.Text.Encoding.UTF8.GetBytes(text), new ValueLimits(File, Place)) : Value;
        if (number is not double count || !(count >= least) || count != Math.Floor(count)) throw Malformed($"this is no whole number from {least}");
        return count <= most ? (int)count : throw Catalogue.ModelLimit(File, Place, (long)Math.Min(count, long.MaxValue), most);
    }

    /// <summary>E261 at this place.</summary>
    public UserErrorException Malformed(string what) => Catalogue.ModelMalformed(File, Place.Length == 0 ? "the model" : Place, what);
}
