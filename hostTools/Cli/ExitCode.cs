namespace Endcap.Cli;

/// <summary>What the process answers; scripts rely on these.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>Something that the user can mend: a file, its content, an option's value (error E…).</summary>
    public const int UserError = 1;

    /// <summary>The command line cannot be understood (error E400).</summary>
    public const int Usage = 2;

    /// <summary>A bug in endcap (error E999); sysexits' EX_SOFTWARE.</summary>
    public const int InternalError = 70;

    /// <summary>Stopped by Ctrl-C, as shells report it (128 + SIGINT).</summary>
    public const int Cancelled = 130;
}
