using Endcap.Compression.Datasets;
using Endcap.Compression.Training.Factors;
using Endcap.Tests.HostTools.Compression.Datasets;

namespace Endcap.Tests.HostTools.Compression.Training.Factors;

[TestClass]
public class AlternatingLeastSquaresTests
{
    private static readonly FactorOptions Options = new() { Method = FactorMethod.Als, Rank = 4, Alpha = 3, Regularisation = 0.5, Rounds = 6 };

    [TestMethod]
    public void One_Basket_Of_One_Product_Has_The_Solution_On_Paper()
    {
        // Rank 1: x = (1 + α) y / ((1 + α) y² + λ), and the same with x and y exchanged; at the optimum x = y with y² = 1 − λ / (1 + α).
        FactorOptions options = Options with { Rank = 1, Rounds = 200 };
        (double[] users, double[] items) = AlternatingLeastSquares.Run(Shops.Of(1, [0]), options, null, default);
        Assert.AreEqual(Math.Sqrt(1 - 0.5 / 4), Math.Abs(items[0]), 1e-6);
        Assert.AreEqual(items[0], users[0], 1e-6);
    }

    [TestMethod]
    public void No_Vector_Of_A_Basket_Can_Be_Improved()
    {
        Baskets baskets = Shops.Random(30, 8, 1);
        (double[] users, double[] items) = AlternatingLeastSquares.Run(baskets, Options, null, default);
        double least = AlternatingLeastSquares.Loss(baskets, users, items, Options);
        for (int i = 0; i < users.Length; i += 7)
        {
            double before = users[i];
            foreach (double move in (double[])[-1e-3, 1e-3])
            {
                users[i] = before + move;
                Assert.IsGreaterThan(least, AlternatingLeastSquares.Loss(baskets, users, items, Options));
            }

            // Negative control: beside the optimum, a move in one direction helps.
            users[i] = before + 0.1;
            double beside = AlternatingLeastSquares.Loss(baskets, users, items, Options);
            users[i] = before + 0.099;
            Assert.IsLessThan(beside, AlternatingLeastSquares.Loss(baskets, users, items, Options));
            users[i] = before;
        }
    }

    [TestMethod]
    public void The_Loss_Never_Grows_And_Threads_Change_Nothing()
    {
        Baskets baskets = Shops.Random(40, 10, 2);
        double before = double.PositiveInfinity;
        for (int rounds = 1; rounds < 8; rounds++)
        {
            (double[] users, double[] items) = AlternatingLeastSquares.Run(baskets, Options with { Rounds = rounds, Threads = 1 }, null, default);
            (double[] others, _) = AlternatingLeastSquares.Run(baskets, Options with { Rounds = rounds, Threads = 3 }, null, default);
            CollectionAssert.AreEqual(users, others);
            double loss = AlternatingLeastSquares.Loss(baskets, users, items, Options);
            Assert.IsLessThanOrEqualTo(before + 1e-9, loss);
            before = loss;
        }
    }
}
