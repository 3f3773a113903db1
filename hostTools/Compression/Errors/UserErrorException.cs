namespace Endcap.Compression.Errors;

/// <summary>A mistake that the user can mend: a stable code, what was wrong (with the value, file and line), and what to do.</summary>
public sealed class UserErrorException : Exception
{
    /// <summary>Creates an error; call the factories of <see cref="Catalogue"/> instead.</summary>
    public UserErrorException(string code, string message, string help) : base(message)
    {
        Code = code;
        Help = help;
    }

    /// <summary>Stable code, such as E101.</summary>
    public string Code { get; }

    /// <summary>What to do.</summary>
    public string Help { get; }
}
