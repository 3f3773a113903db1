using Endcap.Tests.Web.Harness;

// Each test has a browser for itself while it runs; the emulated radio is the browser's. Most of a test is waiting.
[assembly: Parallelize(Workers = 2, Scope = ExecutionScope.MethodLevel)]

namespace Endcap.Tests.Web;

/// <summary>What the run as a whole begins and ends.</summary>
[TestClass]
public static class Run
{
    [AssemblyCleanup]
    public static Task CloseBrowsers() => Chromium.Close();
}
