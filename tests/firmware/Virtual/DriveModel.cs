namespace Endcap.Tests.Firmware.Virtual;

/// <summary>What a drive holds after operations of which the n-th write is the last.</summary>
internal sealed class DriveModel
{
    private readonly SortedDictionary<string, int> _lengths = new(StringComparer.Ordinal);
    private readonly bool _lastCounts;
    private int _left;

    internal DriveModel(int lastWrite, bool lastCounts)
    {
        _left = lastWrite;
        _lastCounts = lastCounts;
    }

    /// <summary>Names and lengths.</summary>
    internal string Text => string.Join(' ', _lengths.Select(file => $"{file.Key}:{file.Value}"));

    /// <summary>0: write; 1: delete; 2: rename.</summary>
    internal void Do(int kind, string from, string to, byte[] bytes)
    {
        if (kind == 0 && !_lengths.ContainsKey(from)) Write(() => _lengths[from] = 0);
        if (kind == 0) Write(() => _lengths[from] = bytes.Length);
        if (kind == 1 && _lengths.ContainsKey(from)) Write(() => _lengths.Remove(from));
        if (kind != 2 || _lengths.ContainsKey(to) || !_lengths.TryGetValue(from, out int length)) return;
        Write(() =>
        {
            _lengths.Remove(from);
            _lengths[to] = length;
        });
    }

    private void Write(Action apply)
    {
        _left--;
        if (_left > 0 || (_left == 0 && _lastCounts)) apply();
    }
}
