using Endcap.Compression.Evaluation;
using Endcap.Tests.HostTools.Compression.Models;

namespace Endcap.Tests.HostTools.Compression.Evaluation;

[TestClass]
public sealed class LabelProfileTests
{
    [TestMethod]
    public void Only_Products_Away_From_Their_Rest_Bins_Are_Listed()
    {
        // Rest bins: last 2 (missing), bought 0.
        LabelProfile profile = LabelProfile.Of(SmallSpace.Features, [3, 1, 0], [[2, 0], [1, 0], [2, 1], [2, 0]]);
        CollectionAssert.AreEqual(new byte[] { 3, 1, 0 }, profile.Shared);
        CollectionAssert.AreEqual(new byte[] { 1, 1, 0, 2, 2, 1 }, profile.Listed);
        Assert.AreEqual(2, profile.ListedCount);
    }

    [TestMethod]
    public void All_At_Rest_Lists_Nothing_And_More_Shared_Bins_Are_Left_Out()
    {
        LabelProfile profile = LabelProfile.Of(SmallSpace.Features, [3, 1, 0, 9, 9], [[2, 0], [2, 0]]);
        Assert.HasCount(3, profile.Shared);
        Assert.IsEmpty(profile.Listed);
        Assert.AreEqual(0, profile.ListedCount);
    }
}
