using Endcap.Compression.Models;
using Endcap.Compression.Quantisation;
using Endcap.Compression.Specialisation;
using Endcap.Tests.HostTools.Compression.Models;

namespace Endcap.Tests.HostTools.Compression.Specialisation;

/// <summary>Leaves are multiples of 1/64 below 10, so all sums of doubles here are exact rational arithmetic.</summary>
[TestClass]
public sealed class CollapseTests
{
    [TestMethod]
    public void Trees_Over_Two_Run_Time_Features_Become_Tables_Exactly() => Seeds.Check(60, random =>
    {
        TreeEnsemble model = SmallSpace.Make(random, 2);
        var collapse = new Collapse(model, SmallSpace.Features);
        foreach (byte[] items in SmallSpace.Items)
        {
            CollapsedProduct product = collapse.Run(items);
            Assert.IsEmpty(product.Residual);
            AssertEqual(model, items, product);
        }
    });

    [TestMethod]
    public void Trees_Over_More_Become_Residual_And_The_Sum_Stays_Exact()
    {
        int residual = 0, tables = 0;
        Seeds.Check(60, random =>
        {
            TreeEnsemble model = SmallSpace.Make(random, 5);
            var collapse = new Collapse(model, SmallSpace.Features);
            foreach (byte[] items in SmallSpace.Items)
            {
                CollapsedProduct product = collapse.Run(items);
                residual += product.Residual.Count;
                tables += product.Tables.Count;
                foreach (Tree tree in product.Residual)
                    Assert.IsGreaterThan(2, tree.Feature.Where(f => f >= 0).Distinct().Count());
                AssertEqual(model, items, product);
            }
        });
        Assert.IsGreaterThan(0, residual);
        Assert.IsGreaterThan(0, tables);
    }

    [TestMethod]
    public void Left_Out_Trees_Are_Exactly_What_Is_Missing() => Seeds.Check(30, random =>
    {
        TreeEnsemble model = SmallSpace.Make(random, 5);
        bool[] skip = [.. model.Trees.Select(_ => random.Next(2) == 0)];
        var rest = new TreeEnsemble(model.Schema, model.Objective, model.BaseScore, [.. model.Trees.Where((_, t) => !skip[t])]);
        foreach (byte[] items in SmallSpace.Items.Take(3))
            AssertEqual(rest, items, new Collapse(model, SmallSpace.Features).Run(items, skip));
    });

    [TestMethod]
    public void A_Changed_Cell_Is_Seen()
    {
        TreeEnsemble model = SmallSpace.Make(new Random(3), 2);
        CollapsedProduct product = new Collapse(model, SmallSpace.Features).Run(SmallSpace.Items[0]);
        product.Tables[0].Cells[0] += 1 / 64.0;
        Assert.ThrowsExactly<AssertFailedException>(() => AssertEqual(model, SmallSpace.Items[0], product));
    }

    [TestMethod]
    public void There_Is_One_Table_For_Each_Set_Of_Features_In_Order() => Seeds.Check(30, random =>
    {
        CollapsedProduct product = new Collapse(SmallSpace.Make(random, 2), SmallSpace.Features).Run(SmallSpace.Items[0]);
        CollectionAssert.AllItemsAreUnique(product.Tables.Select(table => (table.F, table.G)).ToArray());
        foreach (PairTable table in product.Tables)
        {
            Assert.IsTrue(table.G < 0 || SmallSpace.Features.InOrder(table.F, table.G));
            Assert.AreEqual(SmallSpace.Features.Radix[table.F], table.Rows);
            Assert.AreEqual(table.G < 0 ? 1 : SmallSpace.Features.Radix[table.G], table.Columns);
        }
    });

    [TestMethod]
    public void Joining_Equal_Rows_And_Columns_Is_Exact() => Seeds.Check(30, random =>
    {
        CollapsedProduct product = new Collapse(SmallSpace.Make(random, 2), SmallSpace.Features).Run(SmallSpace.Items[1]);
        CutTable[] tables = [.. product.Tables.Select(CutTable.Of)];
        foreach (byte[] profile in SmallSpace.Profiles)
            for (int t = 0; t < tables.Length; t++)
                Assert.AreEqual(product.Tables[t].Lookup(profile), Sums.Lookup(tables[t], profile));
    });

    [TestMethod]
    public void Run_Time_Features_Are_Numbered_Shared_First()
    {
        CollectionAssert.AreEqual(new[] { "income", "diet", "weekend", "last", "bought" },
            SmallSpace.Features.Features.Select(f => f.Name).ToArray());
        CollectionAssert.AreEqual(new[] { 4, 3, 2, 3, 2 }, SmallSpace.Features.Radix);
        CollectionAssert.AreEqual(new[] { -1, 0, 3, -1, 1, 2, 4 }, SmallSpace.Features.NumberOf);
        Assert.IsTrue(SmallSpace.Features.InOrder(3, 0), "affinity before shared");
        Assert.IsFalse(SmallSpace.Features.InOrder(0, 3));
    }

    private static void AssertEqual(TreeEnsemble model, byte[] items, CollapsedProduct product)
    {
        foreach (byte[] profile in SmallSpace.Profiles)
            Assert.AreEqual(model.Score(SmallSpace.Row(items, profile)), product.Score(profile));
    }
}
