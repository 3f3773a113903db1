using System.Text;

namespace Endcap.Tests.HostTools;

/// <summary>A folder for one test, removed afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Folder = Directory.CreateTempSubdirectory("endcap-test-").FullName;

    public string Folder { get; }

    /// <summary>Writes a file (UTF-8, no BOM) and answers its path.</summary>
    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    /// <summary>The path of a file in the folder.</summary>
    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>The names of all files, sorted, joined by blanks.</summary>
    public string Files => string.Join(' ', Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
