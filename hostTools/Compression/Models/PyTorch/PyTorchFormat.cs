using Endcap.Compression.Errors;
using Endcap.Compression.Models.Safetensors;
using Endcap.Compression.Models.Teachers;

namespace Endcap.Compression.Models.PyTorch;

/// <summary>State dicts of PyTorch, as torch.save writes them since 1.6, with a layers file beside them (<see cref="LayersFile"/>).</summary>
public sealed class PyTorchFormat : TeacherFormat
{
    // The whole number 0x1950a86a20f9469cfc6c that torch.save of before 1.6 begins with, as a pickle.
    private static ReadOnlySpan<byte> OldMark => [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

    /// <inheritdoc/>
    public override string Name => "pytorch";

    /// <inheritdoc/>
    public override string Title => "PyTorch state_dict (.pt)";

    /// <inheritdoc/>
    public override bool Matches(ReadOnlySpan<byte> file) => IsOld(file) || (file.StartsWith("PK\x03\x04"u8) && file.IndexOf("/data.pkl"u8) >= 0);

    /// <inheritdoc/>
    public override Teacher Read(byte[] file, string path)
    {
        if (IsOld(file)) throw Catalogue.ModelUnsupported(path, "it was saved in PyTorch's format of before 1.6, a bare pickle", PickleReader.Ways);
        using var archive = new TorchArchive(file, path);
        var state = new StateDict(archive, path);
        return new LayersFile(path, state.Tensors(new PickleReader(archive.Pickle(), path, state).Read())).Build("PyTorch", "state_dict");
    }

    private static bool IsOld(ReadOnlySpan<byte> file) => file.Length > 14 && file[0] == 0x80 && file[2..].StartsWith(OldMark);
}
