using System.Security.Cryptography;
using Endcap.Compression.Errors;
using Endcap.Label.Update;
using Endcap.Protocol.Update;

namespace Endcap.Publishing.Keys;

/// <summary>
/// A store's key and the generations of its labels. Keys of labels are not stored but derived, by the firmware's own
/// <see cref="StaffKeys"/>. Not safe for several threads; <see cref="KeyFile"/> is.
/// </summary>
public sealed class StoreKeys
{
    private readonly SortedDictionary<uint, LabelKey> _labels = [];
    private readonly byte[] _storeKey;
    private readonly string _path;

    /// <summary>Keys that were read, or new ones.</summary>
    /// <param name="path">Where they stand, for messages.</param>
    /// <param name="storeKey">32 bytes.</param>
    /// <param name="labels">Each label once.</param>
    public StoreKeys(string path, byte[] storeKey, IEnumerable<LabelKey> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNotEqual(storeKey.Length, Seal.KeyBytes);
        (_path, _storeKey) = (path, storeKey);
        foreach (LabelKey label in labels) _labels.Add(label.Label, label);
    }

    /// <summary>The labels that keys were derived for, by id.</summary>
    public IReadOnlyCollection<LabelKey> Labels => _labels.Values;

    internal ReadOnlySpan<byte> Secret => _storeKey;

    /// <summary>New keys: 32 bytes of the operating system's random numbers, no labels.</summary>
    public static StoreKeys Create(string path) => new(path, RandomNumberGenerator.GetBytes(Seal.KeyBytes), []);

    /// <summary>What is known of a label; one that was never named has generation 0.</summary>
    public LabelKey Of(uint label) => _labels.GetValueOrDefault(label) ?? new LabelKey(label);

    /// <summary>Takes a label into the list, so that rotations reach it.</summary>
    public void Note(uint label) => _labels.TryAdd(label, new LabelKey(label));

    /// <summary>The device key of a label. Error: E369 for a revoked one.</summary>
    public byte[] Device(uint label, int generation) => StaffKeys.Device(_storeKey, Usable(label).Label, generation);

    /// <summary>The record that a label keeps on its drive, of its newest generation. Error: E369.</summary>
    public byte[] Record(uint label)
    {
        LabelKey key = Usable(label);
        return KeyRecord.Encode(label, key.Generation, Device(label, key.Generation));
    }

    /// <summary>
    /// Raises a label's generation. Until <see cref="Confirm"/> says that the label has it, publish accepts the old one too,
    /// to bring the new one. Errors: E368–E370.
    /// </summary>
    public LabelKey Rotate(uint label)
    {
        if (!_labels.ContainsKey(label)) throw Catalogue.LabelHasNoKey(_path, label, _labels.Keys);
        LabelKey key = Usable(label);
        if (key.Generation == LabelKey.MostGeneration) throw Catalogue.GenerationsUsedUp(_path, label, LabelKey.MostGeneration);
        return _labels[label] = key with { Generation = key.Generation + 1, Replaces = key.Replaces ?? key.Generation };
    }

    /// <summary>A label proved that it has this generation: older ones are refused from now on.</summary>
    public void Confirm(uint label, int generation)
    {
        LabelKey key = Of(label);
        if (key.Replaces is null || !key.MayHave(generation)) return;
        _labels[label] = key with { Replaces = generation == key.Generation ? null : generation };
    }

    /// <summary>A label was lost or stolen: nothing is derived for it or sent to it any more.</summary>
    public LabelKey Revoke(uint label) => _labels[label] = Of(label) with { Replaces = null, Revoked = true };

    private LabelKey Usable(uint label) => Of(label) is { Revoked: false } key ? key : throw Catalogue.LabelRevoked(_path, label, Of(label).Generation);
}
