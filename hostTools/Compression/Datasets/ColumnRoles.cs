using Endcap.Compression.Errors;

namespace Endcap.Compression.Datasets;

/// <summary>Which column is what, from the lists on the command line; refuses contradictions.</summary>
internal sealed class ColumnRoles
{
    private readonly Dictionary<string, string> _option = new(StringComparer.Ordinal); // column → the option that names it
    private readonly Dictionary<string, FeatureScope> _scopes = new(StringComparer.Ordinal);
    private readonly string _file;
    private readonly string[] _header;

    /// <summary>Checks the lists against the header. Errors: E121, E122, E133–E135.</summary>
    public ColumnRoles(InferenceOptions options, string file, string[] header)
    {
        (_file, _header) = (file, header);
        Claim("--label", [options.Label], null);
        if (options.Group is not null) Claim("--group", [options.Group], null);
        Claim("--ignore", options.Ignore, null);
        Claim("--item", options.Item, FeatureScope.Item);
        Claim("--affinity", options.Affinity, FeatureScope.Affinity);
        Claim("--context", options.Context, FeatureScope.Context);
        CheckListed("--categorical", options.Categorical);
        foreach (string column in options.Categorical)
            if (!IsFeature(column)) throw Catalogue.CategoricalNotFeature(column, $"named by {_option[column]}");
    }

    /// <summary>Whether a column is an input of the model.</summary>
    public bool IsFeature(string column) => !_option.ContainsKey(column) || _scopes.ContainsKey(column);

    /// <summary>A feature's scope: shopper unless a list says otherwise.</summary>
    public FeatureScope Scope(string column) => _scopes.GetValueOrDefault(column, FeatureScope.Shopper);

    private void Claim(string option, IReadOnlyList<string> columns, FeatureScope? scope)
    {
        CheckListed(option, columns);
        foreach (string column in columns)
        {
            if (!_option.TryAdd(column, option)) throw Clash(column, _option[column], option, scope);
            if (scope is { } known) _scopes.Add(column, known);
        }
    }

    private UserErrorException Clash(string column, string first, string second, FeatureScope? scope) =>
        scope is not null && _scopes.ContainsKey(column)
            ? Catalogue.TwoScopes("command line", column, first, second)
            : Catalogue.TwoRoles("command line", column, $"in {first}", $"in {second}");

    private void CheckListed(string option, IReadOnlyList<string> columns)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string column in columns)
        {
            if (!seen.Add(column)) throw Catalogue.ListedTwice(option, column);
            if (!_header.Contains(column)) throw Catalogue.ListedColumnMissing(_file, option, column, _header);
        }
    }
}
