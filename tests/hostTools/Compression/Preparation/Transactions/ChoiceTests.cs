using System.Globalization;
using System.Text;
using Endcap.Compression.Datasets;
using Endcap.Compression.Preparation;
using Endcap.Compression.Preparation.Transactions;

namespace Endcap.Tests.HostTools.Compression.Preparation.Transactions;

[TestClass]
public sealed class ChoiceTests
{
    private static readonly TransactionOptions Options = new()
    {
        Shopper = "s", Item = "i", Time = "t", Basket = "b", Quantity = "q", Price = "p", Discount = "d", Category = "c", Size = 3, Within = 2,
    };

    // By hand: Ann's basket of day 4, with A bought by her on day 1 (at 2, on discount) and twice by Bob (days 2 and 3, at 3 and 4),
    // and B bought by her on day 2 (at 6). In the category: A 3 sales, B 1; prices 2 6 3 4, median 3.5.
    [TestMethod]
    public void A_Hand_Worked_Purchase()
    {
        const string Csv = """
            s,b,i,t,q,p,d,c
            Ann,1,A,2026-03-01,2,4,1,x
            Ann,2,B,2026-03-02,1,6,0,x
            Bob,3,A,2026-03-02,1,3,0,x
            Bob,4,A,2026-03-03,1,4,0,x
            Ann,5,B,2026-03-04T12:00:00,1,9,0,x

            """;
        string[] rows = Choices(Csv, Options).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.AreEqual("choice,shopper,item,time,bought,popularity,price,rel_price,times_bought,last_bought,bought_recently,since_bought,"
            + "category_share,category_times,baskets,basket_size,since_last,frequency,price_level,discount_share", rows[0]);
        string[] last = rows[^2..];
        // Her price level: on day 2 she paid 6 where the median was 2. Frequency: one basket after the first in 3.5 days.
        Assert.AreEqual("2,Ann,A,2026-03-04T12:00:00,0,0.75,4,1.142857,1,0,1,3.5,0.5,2,2,1,2.5,8.571429,3,0.5", last[0]);
        Assert.AreEqual("2,Ann,B,2026-03-04T12:00:00,1,0.25,6,1.714286,1,1,1,2.5,0.5,2,2,1,2.5,8.571429,3,0.5", last[1]);
    }

    [TestMethod]
    public void Every_Value_Is_What_A_Plain_Count_Over_Earlier_Rows_Gives() => Seeds.Check(25, random =>
        Compare(random, (earlier, now) => earlier < now, mustAgree: true));

    [TestMethod]
    public void The_Plain_Count_Would_Notice_A_Look_At_The_Same_Moment()
    {
        var random = new Random(3);
        Assert.IsTrue(Enumerable.Range(0, 5).Any(_ => !Compare(random, (earlier, now) => earlier <= now, mustAgree: false)));
    }

    [TestMethod]
    public void Later_And_Simultaneous_Purchases_Change_Nothing() => Seeds.Check(30, random =>
    {
        foreach (bool drawn in new[] { false, true })
        {
            TransactionOptions options = Options with { Random = drawn };
            string[] lines = Log(random, 150, ordered: false);
            int cut = random.Next(5, 25);
            string[] head = [.. lines.Skip(1).Where(line => Time(line) <= cut)];
            string[] before = [.. lines.Skip(1).Where(line => Time(line) > cut)];
            string[] other = [.. before.Where(_ => random.Next(2) == 0), .. Log(random, 60, ordered: false).Skip(1).Where(line => Time(line) > cut)];
            IEnumerable<string> Until(IEnumerable<string> log) => TryChoices(string.Join('\n', log.Prepend(lines[0])) + "\n", options).Split('\n').Skip(1)
                .Where(row => row.Length > 0 && int.Parse(row.Split(',')[3], CultureInfo.InvariantCulture) <= cut);
            CollectionAssert.AreEqual(Until(lines.Skip(1)).ToArray(), Until([.. head, .. other]).ToArray());
        }
    });

    [TestMethod]
    public void Each_Choice_Has_One_Bought_Product_And_None_Of_The_Same_Basket() => Seeds.Check(20, random =>
    {
        string[] lines = Log(random, 200, ordered: true);
        HashSet<string> pairs = [.. lines.Skip(1).Select(line => line.Split(',')).Select(cells => $"{cells[0]} {cells[3]} {cells[2]}")];
        foreach (bool drawn in new[] { false, true })
        {
            foreach (var choice in TryChoices(string.Join('\n', lines) + "\n", Options with { Random = drawn }).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
                .Select(row => row.Split(',')).GroupBy(cells => cells[0]))
            {
                Assert.AreEqual(1, choice.Count(cells => cells[4] == "1"));
                Assert.IsTrue(choice.Count() is >= 2 and <= 3);
                Assert.IsTrue(choice.Where(cells => cells[4] == "0").All(cells => !pairs.Contains($"{cells[1]} {cells[3]} {cells[2]}")));
            }
        }
    });

    [TestMethod]
    public void What_Is_Left_Out_Is_Counted()
    {
        Table table = Tables.Of("s,b,i,t,q,p,d,c\nAnn,1,A,1,1,1,0,x\nAnn,1,A,1,2,1,0,x\n,1,A,1,1,1,0,x\nAnn,2,A,2,0,1,0,x\nAnn,2,A,2,1,1,0,\nAnn,3,B,3,1,1,0,x\nAnn,4,A,4,1,1,0,x\n");
        TransactionLog log = TransactionReader.Read(table, Options);
        CollectionAssert.AreEqual(new long[] { 1, 1, 1, 1 }, log.Notes.Select(note => note.Count).ToArray());
        var builder = new ChoiceBuilder(log, Options);
        builder.Run(_ => { }, null, CancellationToken.None);
        Assert.AreEqual((1, 2L), (builder.Choices, builder.Rows));
        CollectionAssert.AreEqual(new long[] { 0, 2, 0, 0 }, builder.LeftOut.Select(note => note.Count).ToArray());
    }

    [TestMethod]
    [DataRow("E101", "missing column: c", "s,b,i,t,q,p,d\nAnn,1,A,1,1,1,0\n")]
    [DataRow("E156", "d.csv:3: time column t: \"soon\"", "s,b,i,t,q,p,d,c\nAnn,1,A,1,1,1,0,x\nAnn,2,A,soon,1,1,0,x\n")]
    [DataRow("E156", "01/02/2026", "s,b,i,t,q,p,d,c\nAnn,1,A,01/02/2026,1,1,0,x\n")]
    [DataRow("E157", "d.csv:2: column p: \"free\"", "s,b,i,t,q,p,d,c\nAnn,1,A,1,1,free,0,x\n")]
    [DataRow("E158", "1 purchases left out: the product had not sold before", "s,b,i,t,q,p,d,c\nAnn,1,A,1,1,1,0,x\n")]
    public void Transactions_That_Cannot_Be_Used_Are_Refused(string code, string part, string csv) =>
        UserErrors.Expect(code, () => Choices(csv, Options), part);

    [TestMethod]
    public void The_Median_And_The_Ranking_Agree_With_Sorting() => Seeds.Check(30, random =>
    {
        var median = new RunningMedian();
        var ranking = new SalesRanking();
        var numbers = new List<double>();
        var sales = new int[8];
        for (int i = 0; i < 200; i++)
        {
            numbers.Add(random.Next(20));
            median.Add(numbers[^1]);
            double[] sorted = [.. numbers.Order()];
            Assert.AreEqual((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, median.Value);
            int item = Math.Min(random.Next(8), random.Next(8));
            sales[item]++;
            ranking.Sell(item);
            Assert.AreEqual(i + 1, ranking.Total);
            CollectionAssert.AreEqual(sales.Where(n => n > 0).OrderDescending().ToArray(), Enumerable.Range(0, ranking.Count).Select(ranking.SalesAt).ToArray());
            Assert.IsTrue(Enumerable.Range(0, ranking.Count).All(p => sales[ranking[p]] == ranking.SalesAt(p) && ranking.PositionOf(ranking[p]) == p));
        }
    });

    [TestMethod]
    public void Without_A_Time_The_Rows_Are_In_Order_And_Features_Of_Time_Are_Left_Out()
    {
        string text = Choices("s,i\n1,A\n1,B\n2,A\n2,B\n", new TransactionOptions { Shopper = "s", Item = "i" });
        Assert.DoesNotContain("since", text);
        Assert.DoesNotContain("price", text);
        // The fourth row: A sold twice (once to shopper 2, just before), B once.
        StringAssert.EndsWith(text, "2,2,A,0,0.666667,1,1,1,1,1,1,1\n2,2,B,1,0.333333,0,0,0,0,1,1,1\n", StringComparison.Ordinal);
    }

    // Recomputes every written value from the raw rows; quadratic, and shares no code with the builder.
    private static bool Compare(Random random, Func<int, int, bool> isEarlier, bool mustAgree)
    {
        string[] lines = Log(random, 120, ordered: false);
        var log = lines.Skip(1).Select(line => line.Split(',')).Select(c => (S: c[0], B: c[1], I: c[2], T: int.Parse(c[3], CultureInfo.InvariantCulture),
            P: double.Parse(c[5], CultureInfo.InvariantCulture), D: c[6] == "1", C: c[7])).ToArray();
        foreach (string row in TryChoices(string.Join('\n', lines) + "\n", Options).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            string[] cells = row.Split(',');
            int now = int.Parse(cells[3], CultureInfo.InvariantCulture);
            var past = log.Where(line => isEarlier(line.T, now)).ToArray();
            string category = log.First(line => line.I == cells[2]).C;
            var inCategory = past.Where(line => line.C == category).ToArray();
            var own = past.Where(line => line.S == cells[1]).ToArray();
            var ownItem = own.Where(line => line.I == cells[2]).ToArray();
            var ownCategory = own.Where(line => line.C == category).ToArray();
            string[] baskets = [.. own.OrderBy(line => line.T).Select(line => line.B).Distinct()];
            string Share(double part, double whole) => whole == 0 ? "" : Text(part / whole);
            string[] expected =
            [
                Share(past.Count(line => line.I == cells[2]), inCategory.Length), Text(ownItem.Length),
                ownItem.Length > 0 && ownItem.Max(line => line.T) == ownCategory.Max(line => line.T) ? "1" : "0",
                ownItem.Any(line => baskets.TakeLast(2).Contains(line.B)) ? "1" : "0",
                ownItem.Length == 0 ? "" : Text(now - ownItem.Max(line => line.T)), Share(ownItem.Length, ownCategory.Length), Text(ownCategory.Length),
                Text(baskets.Length), Share(own.Length, baskets.Length), own.Length == 0 ? "" : Text(now - own.Max(line => line.T)),
                own.Length == 0 ? "" : Share((baskets.Length - 1) * 30, now - own.Min(line => line.T)), Share(own.Count(line => line.D), own.Length),
            ];
            string[] found = [cells[5], .. cells[8..18], cells[19]];
            if (mustAgree) CollectionAssert.AreEqual(expected, found, $"{string.Join(' ', expected)} ≠ {row}");
            else if (!expected.SequenceEqual(found)) return false;
        }

        return true;
    }

    private static string Text(double value) => (Math.Round(value, 6) + 0.0).ToString("R", CultureInfo.InvariantCulture);

    private static int Time(string line) => int.Parse(line.Split(',')[3], CultureInfo.InvariantCulture);

    // A shopper has at most one basket at a time, and a basket one line a product.
    private static string[] Log(Random random, int rows, bool ordered)
    {
        var lines = new Dictionary<(int, int, int), string>();
        for (int row = 0; row < rows; row++)
        {
            int shopper = random.Next(6), time = random.Next(30), item = Math.Min(random.Next(8), random.Next(8));
            lines[(time, shopper, item)] = $"s{shopper},{time}-{shopper},i{item},{time},1,{1 + random.Next(9)},{random.Next(2)},c{item % 2}";
        }

        IEnumerable<KeyValuePair<(int, int, int), string>> sorted = ordered ? lines.OrderBy(line => line.Key) : lines;
        return ["s,b,i,t,q,p,d,c", .. sorted.Select(line => line.Value)];
    }

    private static string TryChoices(string csv, TransactionOptions options)
    {
        try
        {
            return Choices(csv, options);
        }
        catch (Endcap.Compression.Errors.UserErrorException e) when (e.Code == "E158")
        {
            return "";
        }
    }

    private static string Choices(string csv, TransactionOptions options)
    {
        TransactionLog log = TransactionReader.Read(Tables.Of(csv), options);
        using var stream = new MemoryStream();
        ChoiceWriter.Write(stream, log, new ChoiceBuilder(log, options), options, null, CancellationToken.None);
        Assert.HasCount(ChoiceFeatures.All.Count, ChoiceFeatures.All.Select(feature => feature.Name).Distinct().ToArray());
        Assert.IsTrue(ChoiceFeatures.All.All(feature => feature.Scope is not FeatureScope.Context));
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
