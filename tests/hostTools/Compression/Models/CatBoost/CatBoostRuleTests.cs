using System.Text;
using Endcap.Compression.Models.CatBoost;
using Endcap.Compression.Models.Teachers;

namespace Endcap.Tests.HostTools.Compression.Models.CatBoost;

/// <summary>Rows on every border and one float32 step beside it, and the values that every tool treats in its own way.</summary>
[TestClass]
public sealed class CatBoostRuleTests
{
    private static readonly double[] Odd = [double.NaN, 0, -0.0, double.PositiveInfinity, double.NegativeInfinity, 1e39, -1e39, float.Epsilon, 1e-50, 1e30];
    private static readonly string[] Cells = [.. RandomCatBoost.Texts, "never seen", "-1", "1"];

    [TestMethod]
    [DataRow(true, 1)]
    [DataRow(true, 3)]
    [DataRow(false, 1)]
    [DataRow(false, 2)]
    public void Any_Model_Is_Predicted_By_CatBoost_S_Rules(bool oblivious, int width) => Seeds.Check(40, random =>
    {
        string json = new RandomCatBoost(random) { Oblivious = oblivious, Width = width }.Write();
        Assert.IsNull(FirstDifference(json, new PlainCatBoost(json), random));
    });

    [TestMethod]
    public void A_Wrong_Comparison_Is_Found()
    {
        int found = Enumerable.Range(0, 20).Count(seed =>
        {
            string json = new RandomCatBoost(new Random(seed)).Write();
            return FirstDifference(json, new PlainCatBoost(json) { OrEqual = true }, new Random(seed)) is not null;
        });
        Assert.IsGreaterThan(15, found); // a few models test categories only
    }

    // Null, or the first row on which reader and plain rules differ in a bit.
    private static string? FirstDifference(string json, PlainCatBoost plain, Random random)
    {
        Teacher teacher = new CatBoostFormat().Read(Encoding.UTF8.GetBytes(json), "model.json");
        TeacherScorer scorer = teacher.NewScorer();
        double[] raw = new double[teacher.RawNames.Count], outputs = new double[teacher.OutputNames.Count];
        foreach ((int column, double value) in Values(plain))
        {
            var row = new double[6];
            var hashes = new int[6];
            for (int f = 0; f < 4; f++) row[f] = random.Next(2) == 0 ? Odd[random.Next(Odd.Length)] : random.NextDouble() * 4 - 2;
            row[column] = value;
            for (int c = 4; c < 6; c++)
            {
                bool missing = random.Next(6) == 0; // CatBoost takes a missing category for the text "nan"
                string cell = missing ? "nan" : Cells[random.Next(Cells.Length)];
                hashes[c] = CatBoostCategories.HashOf(cell);
                row[c] = missing ? double.NaN : teacher.Inputs[c].CodeOf!(cell);
            }

            scorer.Score(row, raw, outputs);
            double[] expected = plain.Raw(row, hashes);
            if (!expected.AsSpan().SequenceEqual(raw)) return $"row [{string.Join(", ", row)}]: {expected[0]:R} and {raw[0]:R}";
        }

        return null;
    }

    // float32 neighbours, and a double between two of them that rounds onto the border.
    private static IEnumerable<(int Column, double Value)> Values(PlainCatBoost plain)
    {
        foreach ((int column, float border) in plain.Borders)
        {
            foreach (double value in new double[] { border, MathF.BitIncrement(border), MathF.BitDecrement(border), Math.BitIncrement((double)border), Math.BitDecrement((double)border) })
                yield return (column, value);
        }

        for (int column = 0; column < 4; column++)
            foreach (double value in Odd) yield return (column, value);
    }
}
