using Endcap.Compression.Errors;
using Endcap.Compression.Preparation;
using Npgsql;

namespace Endcap.Tests.HostTools.Compression.Preparation;

[TestClass]
public sealed class PostgresTests
{
    private const string Products = """
        drop schema if exists endcap_test cascade; create schema endcap_test;
        create table endcap_test.product (sku text, price numeric(8,2), weight real, stock int, own boolean, since date, sold timestamptz, tags text[]);
        insert into endcap_test.product values
          ('007', 2.50, 0.1, 3, true, '2026-05-31', '2026-05-31 12:30:00.25+02', '{a}'), ('né, x', null, 'NaN', null, false, null, null, null);
        """;

    [TestMethod]
    public void Queries_Give_Typed_Columns_And_Nothing_Can_Be_Written()
    {
        using PostgresServer server = PostgresServer.Start();
        Execute(server, Products);
        try
        {
            Table table = Read(server.Connection, "select sku, price, weight, stock, own, since, sold from endcap_test.product order by sku");
            Assert.AreEqual("sku,price,weight,stock,own,since,sold\n007,2.50,0.1,3,1,2026-05-31,2026-05-31T10:30:00.25\n\"né, x\",,NaN,,0,,\n", table.Text());
            ColumnKind[] kinds = [.. table.Columns.Select(column => column.Kind)];
            CollectionAssert.AreEqual(new[] { ColumnKind.Text, ColumnKind.Number, ColumnKind.Number, ColumnKind.Number, ColumnKind.Number, ColumnKind.Time, ColumnKind.Time }, kinds);
            Refuses(server);
            Assert.AreEqual(100_000, Read(server.Connection, "select n, n % 7 as rest from generate_series(1, 100000) n").RowCount);
        }
        finally
        {
            Execute(server, "drop schema endcap_test cascade");
        }
    }

    private static void Refuses(PostgresServer server)
    {
        UserErrors.Expect("E143", () => Read(server.Connection, "delete from endcap_test.product returning sku"), "read-only transaction");
        UserErrors.Expect("E143", () => Read(server.Connection, "select sku from endcap_test.nothing"), "endcap_test.nothing");
        UserErrors.Expect("E144", () => Read(server.Connection, "select 1 + 1"), "has no usable name");
        UserErrors.Expect("E144", () => Read(server.Connection, "select tags from endcap_test.product"), "\"tags\"");
        var wrong = new NpgsqlConnectionStringBuilder(server.Connection) { Password = "wr0ng-word", Username = "wr0ng-word" };
        UserErrorException error = Assert.ThrowsExactly<UserErrorException>(() => Read(wrong.ConnectionString, "select 1 as a"));
        Assert.AreEqual("E142", error.Code, error.Message);
        Assert.DoesNotContain("wr0ng", error.Message);
        Assert.AreEqual(2, Read(server.Connection, "select sku from endcap_test.product").RowCount);
    }

    private static Table Read(string connection, string query) => TableReader.Read(new TableInput(null, connection, query));

    private static void Execute(PostgresServer server, string sql)
    {
        using var connection = new NpgsqlConnection(server.Connection + ";Pooling=false");
        connection.Open();
        using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
