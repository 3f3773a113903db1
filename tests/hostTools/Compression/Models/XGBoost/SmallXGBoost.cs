using System.Text;
using System.Text.Json;

namespace Endcap.Tests.HostTools.Compression.Models.XGBoost;

/// <summary>Small models in XGBoost's JSON, written out, and the same in UBJSON.</summary>
internal static class SmallXGBoost
{
    /// <summary>x0 &lt; 0.5 ? (x1 &lt; −2 ? 1 : 2; missing right) : 4; missing left.</summary>
    public const string Tree = """
        {"id":0,"left_children":[1,3,-1,-1,-1],"right_children":[2,4,-1,-1,-1],"split_indices":[0,1,0,0,0],
         "split_conditions":[5E-1,-2E0,4E0,1E0,2E0],"default_left":[1,0,0,0,0],"split_type":[0,0,0,0,0],
         "categories":[],"categories_nodes":[],"categories_segments":[],"categories_sizes":[],
         "tree_param":{"num_deleted":"0","num_feature":"2","num_nodes":"5","size_leaf_vector":"0"}}
        """;

    /// <summary>x0 in {0, 3, 34} ? 2 : 1; missing left (1).</summary>
    public const string CategoryTree = """
        {"id":0,"left_children":[1,-1,-1],"right_children":[2,-1,-1],"split_indices":[0,0,0],
         "split_conditions":[0E0,1E0,2E0],"default_left":[1,0,0],"split_type":[1,0,0],
         "categories":[0,3,34],"categories_nodes":[0],"categories_segments":[0],"categories_sizes":[3],
         "tree_param":{"num_deleted":"0","num_feature":"2","num_nodes":"3","size_leaf_vector":"0"}}
        """;

    /// <summary>A model of two features.</summary>
    public static string Model(string objective = "reg:squarederror", string baseScore = "0E0", string[]? trees = null, int[]? info = null, int classes = 0,
        int targets = 1, string version = "[2,1,0]", string? booster = null, string features = "[\"a\",\"b\"]", string modelExtra = "")
    {
        trees ??= [Tree];
        info ??= new int[trees.Length];
        booster ??= $$$"""{"model":{{{Trees(trees, info, modelExtra)}}},"name":"gbtree"}""";
        return $$$"""
            {"learner":{"attributes":{},"feature_names":{{{features}}},"feature_types":[],"gradient_booster":{{{booster}}},
             "learner_model_param":{"base_score":"{{{baseScore}}}","num_class":"{{{classes}}}","num_feature":"2","num_target":"{{{targets}}}"},
             "objective":{"name":"{{{objective}}}"}},"version":{{{version}}}}
            """;
    }

    /// <summary>The model object of a tree booster.</summary>
    public static string Trees(string[] trees, int[] info, string extra = "") => $$$"""
        {"gbtree_model_param":{"num_parallel_tree":"1","num_trees":"{{{trees.Length}}}"},{{{extra}}}
         "tree_info":[{{{string.Join(',', info)}}}],"trees":[{{{string.Join(',', trees)}}}]}
        """;

    /// <summary>JSON as UBJSON; arrays of numbers with a type as XGBoost writes them, others with a count.</summary>
    public static byte[] ToUbjson(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        using var stream = new MemoryStream();
        Write(document.RootElement, stream);
        return stream.ToArray();
    }

    private static void Write(JsonElement value, MemoryStream to)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                to.WriteByte((byte)'{');
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    WriteText(member.Name, to);
                    Write(member.Value, to);
                }

                to.WriteByte((byte)'}');
                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0 && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number):
                bool whole = value.EnumerateArray().All(item => !item.GetRawText().Contains('E'));
                to.Write(whole ? "[$l#"u8 : "[$d#"u8);
                WriteLong(value.GetArrayLength(), to);
                foreach (JsonElement item in value.EnumerateArray()) to.Write(BigEndian(whole ? BitConverter.GetBytes(item.GetInt32()) : BitConverter.GetBytes(item.GetSingle())));
                break;
            case JsonValueKind.Array:
                to.Write("[#"u8);
                WriteLong(value.GetArrayLength(), to);
                foreach (JsonElement item in value.EnumerateArray()) Write(item, to);
                break;
            case JsonValueKind.String:
                to.WriteByte((byte)'S');
                WriteText(value.GetString()!, to);
                break;
            default:
                WriteLong(value.GetInt64(), to);
                break;
        }
    }

    private static void WriteText(string text, MemoryStream to)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        WriteLong(bytes.Length, to);
        to.Write(bytes);
    }

    private static void WriteLong(long number, MemoryStream to)
    {
        to.WriteByte((byte)'L');
        to.Write(BigEndian(BitConverter.GetBytes(number)));
    }

    private static byte[] BigEndian(byte[] bytes)
    {
        Array.Reverse(bytes);
        return bytes;
    }
}
