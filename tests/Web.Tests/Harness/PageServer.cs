using System.Net;

namespace Endcap.Tests.Web.Harness;

/// <summary>Serves the pages from the source folder, as any static host would.</summary>
internal sealed class PageServer : IDisposable
{
    private static readonly Dictionary<string, string> _types = new()
    {
        [".html"] = "text/html; charset=utf-8", [".js"] = "text/javascript", [".css"] = "text/css", [".svg"] = "image/svg+xml",
        [".webmanifest"] = "application/manifest+json",
    };

    private readonly HttpListener _listener = new();

    /// <param name="page">The page that a test is about: shopper or staff.</param>
    public PageServer(string page = "shopper")
    {
        for (int tries = 20; ; tries--)
        {
            string host = $"http://localhost:{Random.Shared.Next(20_000, 50_000)}/";
            Address = $"{host}{page}/";
            _listener.Prefixes.Clear();
            _listener.Prefixes.Add(host);
            try
            {
                _listener.Start();
                break;
            }
            catch (HttpListenerException) when (tries > 0)
            {
                // the port is taken: another one
            }
        }

        _ = Task.Run(Serve);
    }

    /// <summary>Where the page is.</summary>
    public string Address { get; }

    /// <summary>A header that every answer carries: a host that forbids the page Bluetooth.</summary>
    public (string Name, string Value)? Header { get; set; }

    public void Dispose() => _listener.Close();

    private async Task Serve()
    {
        while (true)
        {
            HttpListenerContext request;
            try
            {
                request = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            string path = Path.Combine(Folders.Web, request.Request.Url!.AbsolutePath.TrimStart('/'));
            if (Directory.Exists(path)) path = Path.Combine(path, "index.html");
            HttpListenerResponse answer = request.Response;
            if (Header is { } header) answer.Headers[header.Name] = header.Value;
            answer.StatusCode = File.Exists(path) ? 200 : 404;
            answer.ContentType = _types.GetValueOrDefault(Path.GetExtension(path), "text/plain");
            answer.Close(File.Exists(path) ? File.ReadAllBytes(path) : [], willBlock: false);
        }
    }
}
