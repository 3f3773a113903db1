using System.Net;
using Endcap.Compression.Errors;
using Endcap.Compression.Evaluation.Cost;
using Endcap.Compression.Pictures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Endcap.Serving;

/// <summary>
/// Virtual labels behind a web server: pages, phones over WebSocket, and what the engineer's page asks. It writes no log and
/// keeps nothing on disk.
/// </summary>
public sealed class ShelfServer : IAsyncDisposable
{
    private const int MostBytes = 64 * 1024; // of a request

    private readonly WebApplication _app;
    private readonly LiveLabel[] _labels;
    private readonly LabelVisitor[] _visitors;
    private readonly ServeOptions _options;
    private readonly Lazy<Task<BlobCost>> _cost;
    private int _phones, _ended;

    private ShelfServer(IReadOnlyList<LabelSetup> setups, ServeOptions options)
    {
        _options = options;
        _labels = [.. setups.Select((setup, index) => new LiveLabel(index, setup, options.Speed))];
        _visitors = [.. _labels.Select(label => new LabelVisitor(label))];
        _cost = new(() => Task.Run(() => BlobCost.Measure(setups[0].ReadShelf(), seed: 1)));
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Listen);
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        _app = builder.Build();
        Map();
    }

    /// <summary>Where it listens, such as http://localhost:8080.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>The labels.</summary>
    public IReadOnlyList<LiveLabel> Labels => _labels;

    /// <summary>Starts labels and server.</summary>
    /// <param name="setups">One or more labels of one shelf.</param>
    /// <param name="options">Where and how.</param>
    /// <exception cref="UserErrorException">E340, E341: the port or the address cannot be had.</exception>
    public static async Task<ShelfServer> Start(IReadOnlyList<LabelSetup> setups, ServeOptions options)
    {
        var server = new ShelfServer(setups, options);
        try
        {
            await server._app.StartAsync();
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or InvalidOperationException)
        {
            await server.DisposeAsync();
            throw e.GetBaseException() is System.Net.Sockets.SocketException { SocketErrorCode: not System.Net.Sockets.SocketError.AddressAlreadyInUse } other
                ? Catalogue.CannotListen(options.Address?.ToString() ?? "localhost", options.Port, other.Message)
                : Catalogue.PortTaken(options.Port);
        }

        var listening = new Uri(server._app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        server.Url = options.Address is null ? new Uri($"http://localhost:{listening.Port}") : listening;
        return server;
    }

    /// <summary>Ends all connections, stops the server and switches the labels off.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0) return;
        await _app.StopAsync();
        await _app.DisposeAsync();
        foreach (LabelVisitor visitor in _visitors) visitor.Dispose();
        foreach (LiveLabel label in _labels) label.Dispose();
    }

    // Kestrel cannot take the same free port for both loopback addresses, so a free one is of 127.0.0.1 only.
    private void Listen(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MostBytes;
        if (_options.Address is { } address) kestrel.Listen(address, _options.Port);
        else if (_options.Port == 0) kestrel.Listen(IPAddress.Loopback, 0);
        else kestrel.ListenLocalhost(_options.Port);
    }

    private void Map()
    {
        CancellationToken stopping = _app.Lifetime.ApplicationStopping;
        _app.Use(RequestGuard.Check);
        _app.UseWebSockets();
        _app.UseRouting();
        _app.MapGet("/api/labels", () => Results.Json(_labels.Select(LabelFacts.Entry)));
        _app.MapGet("/api/labels/{index:int}", (int index) => With(index, label => Results.Json(LabelFacts.Of(label))));
        _app.MapGet("/api/labels/{index:int}/panel.png", (int index) => With(index, async label =>
            await label.Do(each => each.PictureOrNull) is { } picture ? Results.Bytes(PanelPicture.ToPng(picture, scale: 2), "image/png") : Results.NotFound()));
        _app.MapGet("/api/labels/{index:int}/cost", (int index) => With(index, async label => Results.Json(LabelFacts.Cost(label, await _cost.Value))));
        _app.MapGet("/api/labels/{index:int}/events", (int index, HttpContext http) => With(index, async label =>
        {
            await EngineerApi.Watch(http, label, stopping);
            return Results.Empty;
        }));
        _app.MapPost("/api/labels/{index:int}/rank", (int index, HttpRequest request) =>
            With(index, label => EngineerApi.Rank(request, label, _visitors[index], request.HttpContext.RequestAborted)));
        _app.MapPost("/api/labels/{index:int}/control", (int index, HttpRequest request) =>
            With(index, label => EngineerApi.Control(request, label, request.HttpContext.RequestAborted)));
        _app.MapGet("/ws", (HttpContext http) => Phone(http, stopping));
        Pages("engineer", "/engineer");
        Pages("staff", "/staff");
        Pages("shopper", "/shopper"); // the staff's page shares modules with it
        Pages("shopper", "");
    }

    private async Task Phone(HttpContext http, CancellationToken stopping)
    {
        bool given = http.Request.Query.TryGetValue("label", out Microsoft.Extensions.Primitives.StringValues text);
        int index = !given ? 0 : int.TryParse(text, out int number) ? number : -1;
        if (index < 0 || index >= _labels.Length || !http.WebSockets.IsWebSocketRequest)
        {
            http.Response.StatusCode = http.WebSockets.IsWebSocketRequest ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest;
            return;
        }

        using System.Net.WebSockets.WebSocket socket = await http.WebSockets.AcceptWebSocketAsync();
        await PhoneSocket.Serve(socket, _labels[index], $"phone {Interlocked.Increment(ref _phones)}", stopping);
    }

    private IResult With(int index, Func<LiveLabel, IResult> answer) => index < _labels.Length ? answer(_labels[index]) : Results.NotFound();

    private async Task<IResult> With(int index, Func<LiveLabel, Task<IResult>> answer) => index < _labels.Length ? await answer(_labels[index]) : Results.NotFound();

    private void Pages(string name, string path)
    {
        string folder = Path.Combine(_options.Folder, name);
        if (!Directory.Exists(folder))
        {
            if (path.Length == 0) _app.MapGet("/", () => Results.Redirect("/engineer/"));
            return;
        }

        var files = new PhysicalFileProvider(Path.GetFullPath(folder));
        var types = new FileExtensionContentTypeProvider { Mappings = { [".webmanifest"] = "application/manifest+json" } };
        if (path.Length > 0) _app.MapGet(path, (HttpRequest request) => request.Path.Value!.EndsWith('/')
            ? Results.Bytes(File.ReadAllBytes(Path.Combine(folder, "index.html")), "text/html; charset=utf-8") : Results.Redirect($"{path}/"));
        _app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, RequestPath = path });
        _app.UseStaticFiles(new StaticFileOptions { FileProvider = files, RequestPath = path, ContentTypeProvider = types });
    }
}
