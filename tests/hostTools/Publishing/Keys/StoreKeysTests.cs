using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Endcap.Label.Update;
using Endcap.Publishing.Keys;

namespace Endcap.Tests.HostTools.Publishing.Keys;

[TestClass]
public sealed class StoreKeysTests
{
    private static readonly byte[] _storeKey = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [TestMethod]
    public void Device_Keys_Follow_The_Written_Formula()
    {
        var random = new Random(7);
        for (int i = 0; i < 200; i++)
        {
            byte[] store = new byte[32];
            random.NextBytes(store);
            uint label = (uint)random.NextInt64(1L << 32);
            int generation = random.Next(1 << 16);
            // UPDATE.md: HMAC(Ks, "endcap device 1" ‖ label id u32 ‖ generation u16), here by .NET's own HMAC and byte order.
            byte[] message = [.. Encoding.ASCII.GetBytes("endcap device 1"), .. BitConverter.GetBytes(label), .. BitConverter.GetBytes((ushort)generation)];
            byte[] expected = HMACSHA256.HashData(store, message);
            CollectionAssert.AreEqual(expected, new StoreKeys("k", store, []).Device(label, generation));
            message[^1] ^= 1;
            CollectionAssert.AreNotEqual(HMACSHA256.HashData(store, message), new StoreKeys("k", store, []).Device(label, generation));
        }
    }

    [TestMethod]
    public void Device_Keys_Are_The_Golden_Vectors()
    {
        JsonElement devices = JsonDocument.Parse(Golden.Text("Protocol", "update-vectors.json")).RootElement.GetProperty("devices");
        Assert.IsGreaterThan(2, devices.GetArrayLength());
        foreach (JsonElement each in devices.EnumerateArray())
        {
            var keys = new StoreKeys("k", Convert.FromHexString(each.GetProperty("storeKey").GetString()!), []);
            Assert.AreEqual(each.GetProperty("deviceKey").GetString(),
                Convert.ToHexStringLower(keys.Device(each.GetProperty("labelId").GetUInt32(), each.GetProperty("generation").GetInt32())));
        }
    }

    [TestMethod]
    public void A_Record_Holds_The_Newest_Key()
    {
        var keys = new StoreKeys("k", _storeKey, [new LabelKey(0xA017, 3, 1)]);
        byte[] record = keys.Record(0xA017);
        CollectionAssert.AreEqual(KeyRecord.Encode(0xA017, 3, keys.Device(0xA017, 3)), record);
        CollectionAssert.AreEqual(keys.Device(0xA017, 3), record[KeyRecord.KeyAt..]);
    }

    [TestMethod]
    public void A_Rotation_Knows_The_Old_Generation_Until_It_Is_Confirmed()
    {
        var keys = new StoreKeys("k", _storeKey, [new LabelKey(5)]);
        Assert.AreEqual(new LabelKey(5, 1, 0), keys.Rotate(5));
        Assert.AreEqual(new LabelKey(5, 2, 0), keys.Rotate(5)); // before any label was visited
        Assert.AreEqual("0 1 2", Allowed(keys.Of(5)));
        keys.Confirm(5, 1); // one that was given its key by a run that died
        Assert.AreEqual(new LabelKey(5, 2, 1), keys.Of(5));
        Assert.AreEqual("1 2", Allowed(keys.Of(5)));
        keys.Confirm(5, 0); // the old key again: nothing goes back
        Assert.AreEqual(new LabelKey(5, 2, 1), keys.Of(5));
        keys.Confirm(5, 2);
        Assert.AreEqual(new LabelKey(5, 2), keys.Of(5));
        Assert.AreEqual("2", Allowed(keys.Of(5)));
    }

    [TestMethod]
    public void A_Revoked_Label_Gets_Nothing_Any_More()
    {
        var keys = new StoreKeys("store.keys", _storeKey, [new LabelKey(5, 4, 3)]);
        Assert.AreEqual(new LabelKey(5, 4, null, true), keys.Revoke(5));
        UserErrors.Expect("E369", () => keys.Device(5, 4), "store.keys: label 5 was revoked (generation 4)");
        UserErrors.Expect("E369", () => keys.Record(5));
        UserErrors.Expect("E369", () => keys.Rotate(5));
        Assert.AreEqual("", Allowed(keys.Of(5)));
        keys.Confirm(5, 4);
        Assert.IsTrue(keys.Of(5).Revoked);
        Assert.AreEqual(new LabelKey(6, 0, null, true), keys.Revoke(6)); // one that is not in the list
        Assert.HasCount(32, keys.Device(7, 0));
    }

    [TestMethod]
    public void Generations_End()
    {
        var keys = new StoreKeys("k", _storeKey, [new LabelKey(5, 65534)]);
        keys.Rotate(5);
        UserErrors.Expect("E368", () => keys.Rotate(5), "65535");
        UserErrors.Expect("E370", () => keys.Rotate(6), "no key was derived for label 6");
    }

    private static string Allowed(LabelKey key) => string.Join(' ', Enumerable.Range(0, 8).Where(key.MayHave));
}
