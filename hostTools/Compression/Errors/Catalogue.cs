namespace Endcap.Compression.Errors;

/// <summary>
/// Every error a user can meet, one factory each. Codes never change their meaning:
/// E1xx data and schema, E2xx training and models, E3xx shelf, build, blob, boards and faults of the label, E4xx files and command line. (E999 is a bug in endcap itself.)
/// </summary>
public static partial class Catalogue
{
}
