using Endcap.Compression.Models.Teachers;

namespace Endcap.Tests.HostTools.Compression.Models.Safetensors;

/// <summary>A format that reads as if the file stood at a path, for what is beside it.</summary>
internal sealed class BesideFormat(TeacherFormat inner, string path) : TeacherFormat
{
    public override string Name => inner.Name;

    public override string Title => inner.Title;

    public override bool Matches(ReadOnlySpan<byte> file) => inner.Matches(file);

    public override Teacher Read(byte[] file, string _) => inner.Read(file, path);
}
