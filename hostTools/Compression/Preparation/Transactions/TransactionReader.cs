using System.Runtime.InteropServices;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Preparation.Transactions;

/// <summary>Sorts rows of transactions into baskets.</summary>
public static class TransactionReader
{
    /// <summary>Reads. Errors: E101 (a column is not there), E156, E157.</summary>
    /// <param name="table">One row per product bought.</param>
    /// <param name="options">Which column means what.</param>
    /// <param name="items">Properties of the products, with the item column and the category; null: the category is in the transactions.</param>
    public static TransactionLog Read(Table table, TransactionOptions options, Table? items = null) => new Reading(table, options, items).Run();

    private sealed class Reading
    {
        private const int MostExamples = 3;
        private readonly Table _table;
        private readonly TransactionOptions _options;
        private readonly Codes _shoppers, _items, _categories = new(null);
        private readonly Column? _basket, _quantity, _price, _discount, _category;
        private readonly EventTimes _times;
        private readonly Dictionary<string, string> _categoryOfItem = new(StringComparer.Ordinal);
        private readonly Dictionary<(int Shopper, string Basket), Basket> _baskets = [];
        private readonly Dictionary<(int Basket, int Item), (int Line, double Quantity, double Money)> _joined = [];
        private readonly List<int> _categoryOf = [];
        private readonly List<int> _noKey = [], _returns = [], _noCategory = [], _same = [];

        public Reading(Table table, TransactionOptions options, Table? items)
        {
            (_table, _options) = (table, options);
            _shoppers = new Codes(Find(table, options.Shopper));
            _items = new Codes(Find(table, options.Item));
            _basket = Optional(options.Basket);
            _quantity = Optional(options.Quantity);
            _price = Optional(options.Price);
            _discount = Optional(options.Discount);
            _times = new EventTimes(table, Optional(options.Time));
            if (options.Category is null) return;
            if (items is null)
            {
                _category = Find(table, options.Category);
                return;
            }

            Column item = Find(items, options.Item), category = Find(items, options.Category);
            for (int row = 0; row < items.RowCount; row++)
                if (!category.IsMissing(row)) _categoryOfItem.TryAdd(item.Text(row), category.Text(row));
        }

        public TransactionLog Run()
        {
            for (int row = 0; row < _table.RowCount; row++) Add(row);
            Basket[] baskets = [.. _baskets.Values.Where(basket => basket.Lines.Count > 0)];
            return new TransactionLog(_table, baskets, [.. _categoryOf], [.. _categories.Names])
            {
                RowCount = _table.RowCount,
                Shoppers = [.. _shoppers.Names],
                Items = [.. _items.Names],
                Notes =
                [
                    Note("rows left out: shopper, item or basket is missing", _noKey),
                    Note("rows left out: the quantity is 0 or less (returns)", _returns),
                    Note("rows left out: the product has no category", _noCategory),
                    Note("rows joined: the product is in the basket already", _same),
                ],
            };
        }

        private void Add(int row)
        {
            if (_shoppers.IsMissing(row) || _items.IsMissing(row) || _basket?.IsMissing(row) == true)
            {
                _noKey.Add(row);
                return;
            }

            double quantity = Number(_quantity, row, 1, "a number");
            if (quantity <= 0)
            {
                _returns.Add(row);
                return;
            }

            if (CategoryText(row) is not { } category)
            {
                _noCategory.Add(row);
                return;
            }

            int item = _items.Of(row);
            if (item == _categoryOf.Count) _categoryOf.Add(_categories.Of(category)); // the first row of a product decides
            Put(row, BasketOf(row), item, quantity);
        }

        private Basket BasketOf(int row)
        {
            double time = _times.Of(row, out string text);
            int shopper = _shoppers.Of(row);
            string key = _basket?.Text(row) ?? (_options.Time is null ? $"{row}" : text);
            ref Basket? basket = ref CollectionsMarshal.GetValueRefOrAddDefault(_baskets, (shopper, key), out _);
            basket ??= new Basket(_baskets.Count - 1, shopper);
            if (time < basket.Start) (basket.Start, basket.TimeText) = (time, text);
            basket.End = Math.Max(basket.End, time);
            return basket;
        }

        private void Put(int row, Basket basket, int item, double quantity)
        {
            double money = Number(_price, row, double.NaN, "an amount");
            bool discounted = Number(_discount, row, 0, "a discount") > 0;
            ref (int Line, double Quantity, double Money) sum =
                ref CollectionsMarshal.GetValueRefOrAddDefault(_joined, (basket.Number, item), out bool known);
            if (!known)
            {
                sum = (basket.Lines.Count, quantity, money);
                basket.Lines.Add(new BasketLine(item, money / quantity, discounted));
                return;
            }

            _same.Add(row);
            sum = (sum.Line, sum.Quantity + quantity, sum.Money + money);
            basket.Lines[sum.Line] = new BasketLine(item, sum.Money / sum.Quantity, discounted || basket.Lines[sum.Line].Discounted);
        }

        private string? CategoryText(int row)
        {
            if (_options.Category is null) return "";
            if (_category is not null) return _category.IsMissing(row) ? null : _category.Text(row);
            return _categoryOfItem.GetValueOrDefault(_items.Text(row));
        }

        private double Number(Column? column, int row, double without, string needs)
        {
            if (column is null || column.IsMissing(row)) return without;
            double value = column.Number(row);
            return double.IsFinite(value) ? value : throw Catalogue.TransactionCell(_table.Place(row), column.Name, column.Text(row), needs);
        }

        private Column? Optional(string? name) => name is null ? null : Find(_table, name);

        private static Column Find(Table table, string name) =>
            table.Find(name) ?? throw Catalogue.ColumnMissing(table.Source, [name], [.. table.Names]);

        private Noted Note(string what, List<int> rows) => new(what, rows.Count, [.. rows.Take(MostExamples).Select(_table.Place)]);
    }

    /// <summary>Numbers for names, in the order of first use.</summary>
    private sealed class Codes(Column? column)
    {
        private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

        public List<string> Names { get; } = [];

        public bool IsMissing(int row) => column!.IsMissing(row);

        public string Text(int row) => column!.Text(row);

        public int Of(int row) => Of(Text(row));

        public int Of(string text)
        {
            ref int code = ref CollectionsMarshal.GetValueRefOrAddDefault(_index, text, out bool known);
            if (known) return code;
            Names.Add(text);
            return code = Names.Count - 1;
        }
    }
}
