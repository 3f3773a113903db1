namespace Endcap.Publishing.Keys;

/// <summary>The store's keys during a roll-out, for several threads; what labels confirm goes to the file at once.</summary>
public sealed class KeyRing
{
    private readonly Lock _turn = new();
    private readonly string _path;
    private StoreKeys _keys;

    /// <summary>Reads the key file. Errors: E366, E367, E401–E405, E42x.</summary>
    public KeyRing(string path) => (_path, _keys) = (path, KeyFile.Read(path));

    /// <summary>What is known of a label.</summary>
    public LabelKey Of(uint label)
    {
        lock (_turn) return _keys.Of(label);
    }

    /// <summary>The device key of a label. Error: E369.</summary>
    public byte[] Device(uint label, int generation)
    {
        lock (_turn) return _keys.Device(label, generation);
    }

    /// <summary>The record for a label's drive. Error: E369.</summary>
    public byte[] Record(uint label)
    {
        lock (_turn) return _keys.Record(label);
    }

    /// <summary>Takes labels into the file's list. Errors: those of <see cref="KeyFile.Change"/>.</summary>
    public void Note(IEnumerable<uint> labels) => Change(keys =>
    {
        foreach (uint label in labels) keys.Note(label);
    });

    /// <summary>A label proved this generation; the file is written only where that ends a step of a rotation.</summary>
    public void Confirm(uint label, int generation)
    {
        if (Of(label).Replaces is not null) Change(keys => keys.Confirm(label, generation));
    }

    private void Change(Action<StoreKeys> change)
    {
        lock (_turn) _keys = KeyFile.Change(_path, change);
    }
}
