using Endcap.Boards;
using Endcap.Label.Storage;
using Endcap.Torture;

namespace Endcap.Tests.Faults;

/// <summary>The campaign in a bounded form. In full: <c>endcap torture</c>.</summary>
[TestClass]
public sealed class CampaignTests
{
    private const int Stride = 53;
    private const int Strangers = 53 * 60;

    public TestContext TestContext { get; set; } = null!;

    // Every cut, refusal and repetition of each write, and every 53rd case of the long families.
    [TestMethod]
    public void Nothing_Is_Lost() => Run(Campaign.Cases(BoardList.Find("heltec-e290"), Stride, seed: 1, Strangers), leastFaults: 1300, leastFamilies: 10);

    // Every thirteenth bit of either copy: the price is shown, and an update is taken.
    [TestMethod]
    public void Bit_Rot_In_A_Newly_Flashed_Labels_Content_Does_Not_Cost_The_Price() =>
        Run(BitRot.Cases(BoardList.Find("heltec-e290")).TakeWhile(each => each.Family == BitRot.Fresh)
            .Where(each => each.Text.EndsWith(Drive.Content, StringComparison.Ordinal) || each.Text.EndsWith(Drive.ContentB, StringComparison.Ordinal))
            .Where((_, i) => i % 13 == 0), leastFaults: 80, leastFamilies: 1);

    // Other panels draw at other times, and so write at other times.
    [TestMethod]
    [DataRow("lilygo-t5-213")]
    [DataRow("waveshare-esp32-driver")]
    [DataRow("m5core2")]
    public void Nothing_Is_Lost_On_Another_Board(string board) =>
        Run(Campaign.Cases(BoardList.Find(board), Stride, seed: 2, Strangers).Where((_, i) => i % 11 == 0), leastFaults: 100, leastFamilies: 6);

    private void Run(IEnumerable<TortureCase> cases, int leastFaults, int leastFamilies)
    {
        CampaignReport report = CampaignReport.Run(cases);
        foreach (FamilyCount family in report.Families) TestContext.WriteLine($"{family.Family}: {family.Injected} injected, {family.Survived} survived, {family.Lost} lost");
        TestContext.WriteLine($"{report.Injected} faults in {report.Seconds:0} s");
        Assert.AreEqual("", string.Join('\n', report.Losses.Select(loss => $"{loss.Case.Family}: {loss.Case.Text}: {loss.Lost}")));
        Assert.IsGreaterThanOrEqualTo(leastFaults, report.Injected);
        Assert.IsGreaterThanOrEqualTo(leastFamilies, report.Families.Count);
    }
}
