namespace Endcap.Compression.Models.XGBoost;

/// <summary>Collects an array's items: numbers as they are for as long as there is nothing else.</summary>
internal sealed class ArrayOfValues
{
    private List<double> _numbers = [];
    private List<object?>? _items;

    /// <summary>Adds a number.</summary>
    public void Add(double number)
    {
        if (_items is null) _numbers.Add(number);
        else _items.Add(number);
    }

    /// <summary>Adds any value.</summary>
    public void Add(object? value)
    {
        if (_items is null && value is double or bool)
        {
            _numbers.Add(value is double number ? number : value is true ? 1 : 0);
            return;
        }

        if (_items is null)
        {
            _items = [.. _numbers.Select(number => (object?)number)];
            _numbers = [];
        }

        _items.Add(value);
    }

    /// <summary>double[] for numbers and bools, object?[] for anything else.</summary>
    public object Finish() => _items is null ? _numbers.ToArray() : _items.ToArray();
}
