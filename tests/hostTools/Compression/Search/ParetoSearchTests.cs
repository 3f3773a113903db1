using Endcap.Compression.Search;

namespace Endcap.Tests.HostTools.Compression.Search;

/// <summary>The search knows no models: here a model is a list of numbers, and size and loss are known functions of them.</summary>
[TestClass]
public sealed class ParetoSearchTests
{
    private static readonly SearchAxis[] Axes =
    [
        new("a", ["a by=1", "a by=2", "a by=3"]), new("b", ["b by=1", "b by=2", "b by=3"]), new("useless", ["c by=1"]),
    ];

    private readonly List<string> _made = [];

    [TestMethod]
    public void Finds_The_True_Front_With_Room_For_All()
    {
        SearchResult<string> found = Search(100, 1);
        string[] all = [.. from a in Enumerable.Range(0, 4) from b in Enumerable.Range(0, 4) from c in Enumerable.Range(0, 2) select $"{a}{b}{c}"];
        string[] front = [.. all.Where(one => !all.Any(other => Measure(other).Dominates(Measure(one))))
            .OrderBy(one => Measure(one).Bytes)];
        CollectionAssert.AreEqual(front, found.Front.Select(point => point.Model).ToArray());
        Assert.IsGreaterThan(2, front.Length);
        Assert.AreEqual("000", found.Start.Model);
        CollectionAssert.AreEqual(Array.Empty<string>(), found.Front.Where(point => point.Model.EndsWith('1')).ToArray());
    }

    [TestMethod]
    public void The_Front_Is_Of_Size_And_The_Loss_That_The_Floor_Looks_At()
    {
        // The lucky one loses less and is less sure of it: a floor of 0.005 takes the other, which must not be hidden by it.
        Measurement lucky = new(200, 200, 0.80, 0.001, null) { LossError = 0.01 }, sure = new(200, 200, 0.80, 0.002, null) { LossError = 0.001 };
        SearchPoint<string>[] points = [new([], "lucky", lucky), new([], "sure", sure)];
        Assert.IsFalse(lucky.Dominates(sure));
        Assert.AreEqual("sure", string.Join(' ', ParetoFront.Of(points).Select(point => point.Model)));
        SearchPoint<string>[] better = [.. points, new([], "smaller", new Measurement(100, 100, 0.79, 0.02, null))];
        Assert.AreEqual("smaller sure", string.Join(' ', ParetoFront.Of(better).Select(point => point.Model)));
    }

    [TestMethod]
    public void Few_Candidates_Come_Near_The_Smallest_Within_The_Floor()
    {
        // Within a loss of 0.06 the smallest is 330 (a and b at most); half of the 32 candidates suffice.
        SearchPoint<string> found = Search(16, 0.06).Front.First(point => point.Measured.Loss <= 0.06);
        double best = (from a in Enumerable.Range(0, 4) from b in Enumerable.Range(0, 4) select Measure($"{a}{b}0"))
            .Where(measured => measured.Loss <= 0.06).Min(measured => measured.Bytes);
        Assert.AreEqual(best, found.Measured.Bytes);
        Assert.AreEqual(16, Search(16, 0.06).Tried);
        Assert.IsGreaterThan(best, Search(2, 0.06).Front[0].Measured.Bytes); // control: two candidates do not
    }

    [TestMethod]
    public void A_Loss_That_Is_Not_Sure_Does_Not_Keep_The_Floor()
    {
        var request = new CompressionRequest { MaxLoss = 0.05 };
        Measurement sure = new(100, 100, 0.96, 0.04, null) { LossError = 0.005 }, unsure = sure with { LossError = 0.02 };
        Assert.IsNull(TreeCompression.Missed(sure, request));
        Assert.AreEqual("floor", TreeCompression.Missed(unsure, request));
    }

    [TestMethod]
    public void Steps_Shared_By_Candidates_Are_Applied_Once()
    {
        Search(100, 1);
        CollectionAssert.AllItemsAreUnique(_made);
    }

    [TestMethod]
    public void Stopping_Keeps_What_Was_Found()
    {
        using var stop = new CancellationTokenSource();
        int measured = 0;
        var search = new ParetoSearch<string>(Axes, Apply, model =>
        {
            if (++measured == 5) stop.Cancel();
            stop.Token.ThrowIfCancellationRequested();
            return Measure(model);
        });
        SearchResult<string> found = search.Run("000", 100, 1, null, stop.Token);
        Assert.AreEqual((true, 4), (found.Interrupted, found.Tried));
        Assert.IsGreaterThan(0, found.Front.Count);
        Assert.IsFalse(Search(4, 1).Interrupted);
    }

    [TestMethod]
    public void Impossible_Candidates_Are_Passed_By()
    {
        var search = new ParetoSearch<string>(Axes, Apply, model => model == "000" ? Measurement.Impossible : Measure(model));
        SearchResult<string> found = search.Run("000", 100, 1, null, CancellationToken.None);
        Assert.IsFalse(found.Front.Any(point => point.Model == "000"));
        Assert.IsTrue(found.Front.Count > 1);
    }

    [TestMethod]
    public void Equal_Models_Are_Measured_Once()
    {
        var measured = new List<string>();
        // The useless method changes nothing, so each of its candidates is a model that is known.
        SearchResult<string> found = new ParetoSearch<string>(Axes, (model, step) => step.Method == "c" ? model : Apply(model, step), model =>
        {
            measured.Add(model);
            return Measure(model);
        }).Run("000", 100, 1, null, CancellationToken.None);
        CollectionAssert.AllItemsAreUnique(measured);
        Assert.IsGreaterThan(measured.Count, found.Tried);
    }

    [TestMethod]
    public void A_Screen_Spares_The_Full_Measure_Of_The_Hopeless_And_Finds_The_Same_Front()
    {
        int[] measured = new int[2];
        Func<string, Measurement> Counted(int which) => model =>
        {
            measured[which]++;
            Measurement at = Measure(model);
            return at with { Loss = at.Loss + 0.3 * (model[2] - '0') }; // the useless method is bad here
        };
        SearchResult<string> Run(Func<string, Measurement>? screen) =>
            new ParetoSearch<string>(Axes, Apply, Counted(0), screen).Run("000", 100, 0.06, null, CancellationToken.None);
        SearchResult<string> full = Run(null);
        int all = measured[0];
        measured[0] = 0;
        SearchResult<string> screened = Run(Counted(1));
        CollectionAssert.AreEqual(full.Front.Select(point => point.Text).ToArray(), screened.Front.Select(point => point.Text).ToArray());
        Assert.AreEqual(screened.Tried, measured[1]);
        Assert.IsLessThan(all, measured[0]);
    }

    [TestMethod]
    [DataRow(100, 0.0, false, DisplayName = "itself")]
    [DataRow(100, 0.031, true, DisplayName = "as large and clearly worse")]
    [DataRow(100, 0.029, false, DisplayName = "as large and a little worse")]
    [DataRow(99, 0.5, false, DisplayName = "smaller")]
    [DataRow(400, -0.009, true, DisplayName = "much larger and hardly better")]
    [DataRow(400, -0.011, false, DisplayName = "much larger and better")]
    [DataRow(399, -0.009, false, DisplayName = "larger and a little better")]
    public void Hopeless_Is_What_Costs_More_Than_It_Gives(double bytes, double loss, bool hopeless)
    {
        var point = new Measurement(100, 100, 1, 0, null);
        Assert.AreEqual(hopeless, (point with { Bytes = bytes, Loss = loss }).IsHopelessBeside(point, 0.01));
        Assert.IsTrue(Measurement.Impossible.IsHopelessBeside(point, 0.01));
    }

    private SearchResult<string> Search(int evaluations, double maxLoss) =>
        new ParetoSearch<string>(Axes, Apply, Measure).Run("000", evaluations, maxLoss, null, CancellationToken.None);

    private string Apply(string model, CompressionStep step)
    {
        _made.Add($"{model} {step.Text}");
        char[] digits = model.ToCharArray();
        digits[step.Method[0] - 'a'] = (char)('0' + step.Whole("by", 1, 3));
        return new string(digits);
    }

    // a saves 100 bytes a level and costs little, b saves 60 and costs more; c costs and saves nothing.
    private static Measurement Measure(string model)
    {
        int a = model[0] - '0', b = model[1] - '0', c = model[2] - '0';
        double loss = 0.005 * a * a + 0.02 * b + 0.01 * c;
        return new Measurement(1000 - 100 * a - 60 * b, 1000, 1 - loss, loss, null);
    }
}
