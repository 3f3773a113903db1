using System.Text;
using Endcap.Label.Display;

namespace Endcap.Tests.Firmware.Label.Display;

[TestClass]
public sealed class ShelfOrderTests
{
    [TestMethod]
    [DataRow("B", "A", ProductPlace.Left)]
    [DataRow("B", "B", ProductPlace.Here)]
    [DataRow("B", "Ö10", ProductPlace.Right)]
    [DataRow("Ö10", "B", ProductPlace.Left)]
    [DataRow("B", "X", ProductPlace.None)]
    [DataRow("B", "Ö1", ProductPlace.None)]
    [DataRow("X", "A", ProductPlace.None)]
    [DataRow("X", "X", ProductPlace.Here)]
    [DataRow("", "A", ProductPlace.None)]
    [DataRow("", "", ProductPlace.None)]
    public void Place(string own, string product, ProductPlace expected)
    {
        byte[][] skus = [.. new[] { "A", "B", "Ö10" }.Select(Encoding.UTF8.GetBytes)];
        var content = new LabelContent
        {
            OwnSku = Encoding.UTF8.GetBytes(own), ShelfOrder = [.. skus.SelectMany(sku => sku.Prepend((byte)sku.Length))],
        };
        byte[] bytes = [9, .. Encoding.UTF8.GetBytes(product), 9];
        Assert.AreEqual(expected, ShelfOrder.Place(content, bytes, 1, bytes.Length - 2));
    }

    [TestMethod]
    public void An_Order_That_Ends_Early_Is_Not_Followed() => Assert.AreEqual(ProductPlace.None,
        ShelfOrder.Place(new LabelContent { OwnSku = [65], ShelfOrder = [1, 65, 5, 66] }, [66], 0, 1));
}
