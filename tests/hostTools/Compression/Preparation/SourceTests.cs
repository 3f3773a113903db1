using Endcap.Compression.Errors;
using Endcap.Compression.Preparation;
using Endcap.Compression.Preparation.Sources;
using Microsoft.Data.Sqlite;

namespace Endcap.Tests.HostTools.Compression.Preparation;

[TestClass]
public sealed class SourceTests
{
    [TestMethod]
    public void A_Query_On_SQLite_Gives_The_Same_Table_As_The_CSV()
    {
        using var folder = new TemporaryFolder();
        string file = Shop(folder);
        Table table = TableReader.Read(new TableInput(null, $"Data Source={file}", "select id, name, price from product where id < 4 order by id"));
        Assert.AreEqual("id,name,price\n1,\"tea, black\",2.5\n2,coffee,\n3,né,0.1\n", table.Text());
        Assert.AreEqual($"{file}:2", table.Place(1));
    }

    [TestMethod]
    [DataRow("insert into product values (9, 'x', 1) returning id")]
    [DataRow("delete from product returning id")]
    public void SQLite_Is_Read_Only(string query)
    {
        using var folder = new TemporaryFolder();
        string file = Shop(folder);
        byte[] before = File.ReadAllBytes(file);
        UserErrors.Expect("E143", () => Read(file, query), "readonly");
        CollectionAssert.AreEqual(before, File.ReadAllBytes(file));
    }

    [TestMethod]
    [DataRow("E143", "no such table", "select * from absent")]
    [DataRow("E143", "it gives no row", "select id from product where id > 99")]
    [DataRow("E144", "column 2 (\"id\") has the name of an earlier column", "select id, id from product")]
    [DataRow("E144", "has values of the type Byte[]", "select x'00ff' as blob")]
    public void Queries_That_Give_No_Table_Are_Refused(string code, string part, string query)
    {
        using var folder = new TemporaryFolder();
        UserErrors.Expect(code, () => Read(Shop(folder), query), part);
    }

    [TestMethod]
    public void A_File_That_Is_No_Database_And_One_That_Is_Not_There_Are_Errors()
    {
        using var folder = new TemporaryFolder();
        UserErrors.Expect("E142", () => Read(folder.Write("no.db", "this is a text, long enough to be looked at by a database"), "select 1 as a"), "not a database");
        UserErrors.Expect("E401", () => Read(folder["none.db"], "select 1 as a"), "none.db");
        Assert.AreEqual("no.db", folder.Files);
    }

    [TestMethod]
    [DataRow(null, null, null)]
    [DataRow("d.csv", "Data Source=x", null)]
    [DataRow(null, "Data Source=x", null)]
    [DataRow(null, null, "select 1")]
    [DataRow("d.csv", null, "select 1")]
    public void Half_A_Source_Is_E140(string? file, string? source, string? query) =>
        UserErrors.Expect("E140", () => new TableInput(file, source, query).Checked());

    [TestMethod]
    [DataRow("E141", "Password=hunter2")]
    [DataRow("E141", "hunter2")]
    [DataRow("E141", "Host=h;hunter2")]
    [DataRow("E141", "Host=h;Passwort=hunter2")]
    [DataRow("E141", "Host=h;Port=hunter2")]
    [DataRow("E141", "Host=h;Password=hunter2;Timeout=soon")]
    [DataRow("E141", "postgres://")]
    [DataRow("E142", "Host=127.0.0.1;Port=1;Username=u;Password=hunter2;Timeout=3")]
    [DataRow("E142", "postgresql://u:hunter2@127.0.0.1:1/shop")]
    [DataRow("E401", "Data Source=/no/such/file.db;Password=hunter2")]
    public void No_Error_Shows_A_Secret(string code, string connection)
    {
        UserErrorException error = Assert.ThrowsExactly<UserErrorException>(() => TableReader.Read(new TableInput(null, connection, "select 1 as a")));
        Assert.AreEqual(code, error.Code, error.Message);
        Assert.DoesNotContain("hunter2", error.Message + error.Help);
    }

    [TestMethod]
    public void Secrets_Are_Masked_Wherever_They_Stand() =>
        Assert.AreEqual("role \"***\": *** and ***", ConnectionText.Mask("role \"ab\": abc and ab", ["ab", "abc"]));

    private static Table Read(string file, string query) => TableReader.Read(new TableInput(null, $"Data Source={file}", query));

    private static string Shop(TemporaryFolder folder)
    {
        string file = folder["shop.db"];
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "create table product (id integer, name text, price real);"
            + "insert into product values (1, 'tea, black', 2.5), (2, 'coffee', null), (3, 'né', 0.1), (4, 'x', 7)";
        command.ExecuteNonQuery();
        return file;
    }
}
