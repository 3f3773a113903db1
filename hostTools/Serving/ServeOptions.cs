using System.Net;

namespace Endcap.Serving;

/// <summary>How labels are served.</summary>
/// <param name="Port">TCP port; 0 takes a free one.</param>
/// <param name="Address">Where to listen; null for this machine only (127.0.0.1 and, where there is one, ::1).</param>
/// <param name="Speed">Simulated seconds in a second.</param>
/// <param name="WebFolder">The pages: shopper and engineer; null for those beside the program.</param>
public sealed record ServeOptions(int Port = 8080, IPAddress? Address = null, double Speed = 1, string? WebFolder = null)
{
    /// <summary>The folder that is served.</summary>
    public string Folder => WebFolder ?? Path.Combine(AppContext.BaseDirectory, "Web");
}
