using Endcap.Publishing.Planning;

namespace Endcap.Tests.HostTools.Publishing.Planning;

[TestClass]
public sealed class WavesTests
{
    [TestMethod]
    [DataRow("1,10%,100%", 1000, "1 100 1000")]
    [DataRow("1,10%,100%", 25, "1 3 25")] // 2.5 labels are 3
    [DataRow("1,10%,100%", 5, "1 5")] // a wave that reaches no further falls away
    [DataRow("1,10%,100%", 1, "1")]
    [DataRow("1,10%,100%", 0, "")]
    [DataRow("5,20%", 100, "5 20")] // the rest is for another day
    [DataRow("0.5%, 100%", 1000, "5 1000")]
    [DataRow("3,7,50", 10, "3 7 10")]
    [DataRow("100%", 7, "7")]
    public void Waves_Reach_So_Far(string text, int labels, string ends) => Assert.AreEqual(ends, string.Join(' ', Waves.Parse(text).Ends(labels)));

    [TestMethod]
    [DataRow("", "\"\"")]
    [DataRow("1,,100%", "\"\"")]
    [DataRow("0,100%", "\"0\"")]
    [DataRow("1,101%", "\"101%\"")]
    [DataRow("-1", "\"-1\"")]
    [DataRow("1.5,100%", "\"1.5\"")]
    [DataRow("10%,10%", "10% is not more than 10%")]
    [DataRow("50%,10%", "10% is not more than 50%")]
    [DataRow("5,3", "3 is not more than 5")]
    [DataRow("one", "\"one\"")]
    public void Waves_Without_Sense_Are_E373(string text, string part) => UserErrors.Expect("E373", () => Waves.Parse(text), "--waves", part);

    [TestMethod]
    [DataRow("5", 5, 1000, false)]
    [DataRow("5", 6, 1000, true)]
    [DataRow("0", 0, 1000, false)]
    [DataRow("0", 1, 1000, true)]
    [DataRow("5%", 5, 100, false)]
    [DataRow("5%", 6, 100, true)]
    [DataRow("5%", 1, 1, true)] // the canary
    [DataRow("100%", 25, 25, false)]
    [DataRow("0%", 0, 0, false)]
    public void A_Rule_Allows_So_Many_Failures(string text, int failures, int all, bool exceeded) =>
        Assert.AreEqual(exceeded, Share.TryParse(text)!.IsExceededBy(failures, all));

    [TestMethod]
    [DataRow("")]
    [DataRow("%")]
    [DataRow("5 labels")]
    [DataRow("1e3")]
    [DataRow("-5%")]
    [DataRow("100.5%")]
    [DataRow("99999999999")]
    public void What_Is_No_Share_Is_Refused(string text) => Assert.IsNull(Share.TryParse(text));
}
