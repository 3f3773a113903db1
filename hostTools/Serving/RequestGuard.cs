using System.Net;
using Microsoft.AspNetCore.Http;

namespace Endcap.Serving;

/// <summary>
/// Keeps other web sites out: a page from elsewhere could otherwise reach this server through the user's browser. A request
/// must name this machine by "localhost", an IP address or the address that was asked for, and one that a page makes must
/// come from a page of this server.
/// </summary>
internal static class RequestGuard
{
    public static async Task Check(HttpContext http, RequestDelegate next)
    {
        HostString host = http.Request.Host;
        string origin = http.Request.Headers.Origin.ToString();
        bool known = host.Host == "localhost" || IPAddress.TryParse(host.Host.Trim('[', ']'), out _);
        if (!known || (origin.Length > 0 && origin != $"{http.Request.Scheme}://{host}"))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            await http.Response.WriteAsync("Open the pages of this server by localhost or an IP address; other sites may not use it.");
            return;
        }

        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-cache";
        await next(http);
    }
}
