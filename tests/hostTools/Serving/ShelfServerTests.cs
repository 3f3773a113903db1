using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Endcap.Compression.Errors;
using Endcap.Serving;

namespace Endcap.Tests.HostTools.Serving;

[TestClass]
public sealed class ShelfServerTests
{
    [TestMethod]
    public async Task Lists_Its_Labels()
    {
        await using ServedStore store = await ServedStore.Start(labels: 2);
        JsonElement labels = await store.Get("/api/labels");
        Assert.AreEqual(2, labels.GetArrayLength());
        Assert.AreEqual("""{"index":1,"labelId":8,"name":"Endcap","board":"lilygo-t5-213","productName":"Birch tea","price":"2.49 €"}""", labels[1].GetRawText());
        JsonElement shelf = (await store.Get("/api/labels/1")).GetProperty("shelf");
        CollectionAssert.AreEqual(new[] { "A", "B", "C", "D" }, shelf.GetProperty("products").EnumerateArray().Select(product => product.GetProperty("sku").GetString()).ToArray());
        CollectionAssert.AreEqual(new[] { "shopper age", "affinity last" }, shelf.GetProperty("features").EnumerateArray()
            .Select(feature => $"{feature.GetProperty("scope").GetString()} {feature.GetProperty("name").GetString()}").ToArray());
        Assert.AreEqual(HttpStatusCode.NotFound, (await store.Http.GetAsync(new Uri("/api/labels/2", UriKind.Relative))).StatusCode);
    }

    [TestMethod]
    [DataRow("/", 200, "text/html", "<title>shopper</title>")]
    [DataRow("/app.webmanifest", 200, "application/manifest+json", "{}")]
    [DataRow("/engineer/", 200, "text/html", "<title>engineer</title>")]
    [DataRow("/engineer", 200, "text/html", "<title>engineer</title>")]
    [DataRow("/secret.txt", 404, null, "")]
    [DataRow("/engineer/../secret.txt", 404, null, "")]
    [DataRow("/engineer/%2e%2e/secret.txt", 404, null, "")]
    public async Task Serves_The_Pages_And_Nothing_Else(string path, int status, string? type, string content)
    {
        await using ServedStore store = await ServedStore.Start();
        HttpResponseMessage response = await store.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.AreEqual(status, (int)response.StatusCode);
        Assert.AreEqual(type, response.Content.Headers.ContentType?.MediaType);
        Assert.AreEqual(content, await response.Content.ReadAsStringAsync());
    }

    [TestMethod]
    public async Task Other_Sites_Are_Kept_Out()
    {
        await using ServedStore store = await ServedStore.Start();
        Assert.AreEqual(HttpStatusCode.Forbidden, await Status(request => request.Headers.Host = $"shelf.example:{store.Server.Url.Port}"));
        Assert.AreEqual(HttpStatusCode.Forbidden, await Status(request => request.Headers.Add("Origin", "http://shelf.example")));
        Assert.AreEqual(HttpStatusCode.OK, await Status(request => request.Headers.Add("Origin", $"http://localhost:{store.Server.Url.Port}")));
        Assert.AreEqual(HttpStatusCode.OK, await Status(request => request.Headers.Host = $"127.0.0.1:{store.Server.Url.Port}"));

        async Task<HttpStatusCode> Status(Action<HttpRequestMessage> change)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/labels");
            change(request);
            return (await store.Http.SendAsync(request)).StatusCode;
        }
    }

    [TestMethod]
    public async Task Listens_To_This_Machine_Only()
    {
        await using ServedStore store = await ServedStore.Start();
        IPAddress[] others = [.. System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(each => each.GetIPProperties().UnicastAddresses).Select(each => each.Address)
            .Where(each => each.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(each))];
        if (others.Length == 0) Assert.Inconclusive("This machine has no other address.");
        foreach (IPAddress other in others)
        {
            using var client = new TcpClient();
            await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync(other, store.Server.Url.Port));
        }
    }

    [TestMethod]
    public async Task A_Taken_Port_Is_Said()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;
        UserErrorException error = await Assert.ThrowsExactlyAsync<UserErrorException>(() => ShelfServer.Start([ServedStore.Setup(0)], new ServeOptions(port)));
        Assert.AreEqual("E340", error.Code);
        StringAssert.Contains(error.Message, $"Port {port} is taken", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task An_Address_Of_Another_Machine_Is_Said()
    {
        var options = new ServeOptions(0, IPAddress.Parse("192.0.2.1")); // for documentation only, so never this machine's
        Assert.AreEqual("E341", (await Assert.ThrowsExactlyAsync<UserErrorException>(() => ShelfServer.Start([ServedStore.Setup(0)], options))).Code);
    }
}
