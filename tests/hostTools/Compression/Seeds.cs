using FsCheck;
using FsCheck.Fluent;

namespace Endcap.Tests.HostTools.Compression;

internal static class Seeds
{
    /// <summary>Checks a property on random seeds; FsCheck reports the seed that fails.</summary>
    public static void Check(int count, Action<Random> property) => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
        seed => property(new Random(seed))).Check(Config.QuickThrowOnFailure.WithMaxTest(count));
}
