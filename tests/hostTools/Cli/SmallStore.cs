using System.Globalization;
using System.Text;

namespace Endcap.Tests.HostTools.Cli;

/// <summary>A generated data set: four products per purchase, chosen mostly by last purchase and price.</summary>
internal static class SmallStore
{
    public static readonly string[] Lists = ["--label", "y", "--group", "g", "--item", "brand,price", "--affinity", "last", "--categorical", "brand"];

    public static string Csv(int purchases, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder("g,brand,price,last,age,y\n");
        for (int purchase = 0; purchase < purchases; purchase++)
        {
            int last = random.Next(4), chosen = random.Next(3) > 0 ? last : random.Next(4), age = random.Next(20, 80);
            for (int brand = 0; brand < 4; brand++)
            {
                double price = 1 + random.Next(50) / 100.0;
                text.Append(CultureInfo.InvariantCulture, $"{purchase},{brand},{price},{(brand == last ? 1 : 0)},{age},{(brand == chosen ? 1 : 0)}\n");
            }
        }

        return text.ToString();
    }
}
