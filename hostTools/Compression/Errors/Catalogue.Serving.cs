namespace Endcap.Compression.Errors;

/// <summary>E340–E345 and E391: labels behind a web server.</summary>
public static partial class Catalogue
{
    /// <summary>E340: another program has the port.</summary>
    public static UserErrorException PortTaken(int port) => new("E340",
        FormattableString.Invariant($"Port {port} is taken by another program, perhaps by another endcap simulate --serve."),
        "Choose another one with --port N; --port 0 takes a free one. Or end the other program.");

    /// <summary>E341: the address or port cannot be used.</summary>
    public static UserErrorException CannotListen(string address, int port, string why) => new("E341",
        FormattableString.Invariant($"Cannot listen on {address}, port {port}: {why}."),
        "Ports below 1024 need rights on many systems; --listen takes an address of this machine. Without --listen it is this machine only.");

    /// <summary>E342: no IP address.</summary>
    public static UserErrorException NoAddress(string text) => new("E342",
        $"--listen takes an IP address, not \"{Short(text)}\".", "Name one of this machine, such as 192.168.1.20, or 0.0.0.0 for all of them.");

    /// <summary>E343: a simulation needs an option where it does not serve.</summary>
    public static UserErrorException SimulateNeeds(string option, string what) => new("E343",
        $"endcap simulate needs {option} ({what}) unless it serves.", $"Give {option}, or add --serve to see the label live in a browser.");

    /// <summary>E344: contents of several labels where one is simulated.</summary>
    public static UserErrorException OneLabelOnly(string path) => new("E344",
        $"{path}: a visit is simulated for one label; this names several.",
        "Give --content one LABEL.content.rec or JSON file, or add --serve, which takes lists and folders.");

    /// <summary>E345: a folder without labels.</summary>
    public static UserErrorException NoLabelsIn(string path) => new("E345",
        $"{path}: holds no label's content.", "Name a list of labels (CSV), a folder that endcap content wrote, or files from it.");

    /// <summary>E391: an option of one simulated visit, given to a server.</summary>
    public static UserErrorException NotWhileServing(string option, string why) => new("E391",
        $"{option} does nothing with --serve: {why}.", $"Leave out {option}, or leave out --serve to simulate one visit.");
}
