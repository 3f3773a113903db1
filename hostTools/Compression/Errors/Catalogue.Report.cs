namespace Endcap.Compression.Errors;

/// <summary>E290–E294: reports with plots.</summary>
public static partial class Catalogue
{
    private const string FrontHelp = "give what endcap compress --json printed, or { \"front\": [ { \"bytes\": 812, \"quality\": 0.801 } ] }";

    /// <summary>E290: a file without a front.</summary>
    public static UserErrorException NoFront(string file) => new("E290", $"{file}: there is no \"front\" in it, a list of sizes and qualities", FrontHelp);

    /// <summary>E291: a front without points. <paramref name="where"/>: file, line and path.</summary>
    public static UserErrorException FrontIsEmpty(string where) => new("E291", $"{where}: the front has no point", FrontHelp);

    /// <summary>E292: a group that no label can rank.</summary>
    public static UserErrorException GroupNotAShelf(string file, string column, int rows, int most) => new("E292",
        $"{file}: a group of column {column} has {rows} rows; a report ranks every group as a shelf, of at most {most} products",
        "name as group the column that is equal for the candidates of one choice, or report on part of the data");
}
