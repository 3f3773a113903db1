namespace Endcap.Fuzz.Targets;

/// <summary>All targets by name.</summary>
public static class TargetTable
{
    private static readonly Dictionary<string, Func<FuzzTarget>> All = new(StringComparer.Ordinal)
    {
        ["blob"] = BlobTarget.Create,
        ["packets"] = PacketTarget.Create,
        ["update"] = UpdateTarget.Create,
        ["records"] = RecordTarget.Create,
        ["csv"] = TextTargets.Csv,
        ["schema"] = TextTargets.Schema,
        ["models"] = TextTargets.Models,
        ["teachers"] = TeacherTarget.Create,
    };

    /// <summary>The names.</summary>
    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <summary>A target that leaves no trace of what it ran.</summary>
    public static FuzzTarget Create(string name) => All[name]();

    /// <summary>Seeds, run and repair of a target, for a copy of this program whose own types mean nothing outside.</summary>
    public static object[] Parts(string name)
    {
        FuzzTarget target = Create(name);
        return [target.Seeds.ToArray(), target.Run, target.Repair];
    }
}
