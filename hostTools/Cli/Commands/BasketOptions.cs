using System.CommandLine;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Factors;

namespace Endcap.Cli.Commands;

/// <summary>The options of purchases, as the commands of factors share them.</summary>
internal static class BasketOptions
{
    /// <summary>Shopper features.</summary>
    public static readonly Option<string?> Shoppers = CommonOptions.FileOption("--shoppers",
        "CSV file with one row per basket and its shopper's features.", required: false)!;

    private static readonly Option<string> Basket = Column("--basket", "Column of the purchases that names the basket, or the shopper.", "basket_id");
    private static readonly Option<string> Item = Column("--item", "Column of the purchases that names the product.", "item_id");
    private static readonly Option<string?> Items = CommonOptions.FileOption("--items",
        "CSV file of all products: the column of --item, and --item-name. Without it, the products that were bought.", required: false)!;
    private static readonly Option<string> ItemName = Column("--item-name", "With --items: column with a name for people.", "name");
    private static readonly Option<string?> SchemaPath = CommonOptions.FileOption("--schema",
        "With --shoppers: the schema of its columns (endcap schema infer).", required: false)!;

    /// <summary>Adds those that training needs.</summary>
    public static void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Basket, Item, Items, ItemName, Shoppers, SchemaPath]) command.Options.Add(option);
    }

    /// <summary>What the columns are called.</summary>
    public static BasketColumns Columns(CommandContext context) => new(context.Get(Basket), context.Get(Item));

    /// <summary>The files that training reads, next to the purchases.</summary>
    public static string[] Files(CommandContext context) =>
        [context.Get(Items) ?? "", context.Get(Shoppers) ?? "", context.Get(SchemaPath) ?? ""];

    /// <summary>Reads purchases, products and shoppers.</summary>
    public static BasketFile Read(CommandContext context, string path)
    {
        if (context.Has(ItemName) && !context.Has(Items)) throw Catalogue.OptionNeeds("--item-name", "--items");
        if (context.Has(Shoppers) && !context.Has(SchemaPath)) throw Catalogue.OptionNeeds("--shoppers", "--schema");
        if (context.Has(SchemaPath) && !context.Has(Shoppers)) throw Catalogue.OptionNeeds("--schema", "--shoppers");
        BasketColumns columns = Columns(context);
        IReadOnlyList<BasketItem>? items = context.Get(Items) is { } list ? BasketReader.ReadItems(list, columns.Item, context.Get(ItemName)) : null;
        ShopperReader? shoppers = context.Get(Shoppers) is { } file
            ? ShopperReader.Read(file, SchemaFile.Read(context.Get(SchemaPath)!), columns.Basket)
            : null;
        return context.WithProgress("reading", progress => BasketReader.Read(path, columns, items, shoppers, progress, context.Cancellation));
    }

    /// <summary>Reads the purchases of a model's products, with its shopper features.</summary>
    public static Baskets ReadFor(CommandContext context, TwoTowerModel model, string modelPath, string path)
    {
        var columns = new BasketColumns(model.Schema.Group ?? "", model.Schema.Label);
        if (model.SharedFeatures.Any() && !context.Has(Shoppers))
            context.Warn($"{modelPath}: the model has shopper features; without --shoppers all are missing");
        ShopperReader? shoppers = context.Get(Shoppers) is { } file
            ? ShopperReader.Read(file, model.Schema, columns.Basket)
            : model.SharedFeatures.Any() ? ShopperReader.Nobody(model.Schema) : null;
        BasketItem[] items = [.. model.Products.Select(product => new BasketItem(product.Sku, product.Name))];
        return context.WithProgress("reading", progress => BasketReader.Read(path, columns, items, shoppers, progress, context.Cancellation).Baskets);
    }

    private static Option<string> Column(string name, string description, string value) => new(name)
    {
        Description = description,
        HelpName = "COLUMN",
        DefaultValueFactory = _ => value,
    };
}
