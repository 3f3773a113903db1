using Endcap.Compression.LabelRecords;
using Endcap.Label.Faults;
using Endcap.Label.Storage;
using Endcap.Tests.Firmware.Kernel;

namespace Endcap.Tests.Firmware.Label.Storage;

[TestClass]
public sealed class SettingsRecordTests
{
    [TestMethod]
    public void Settings_Come_Back() => Blobs.ForSeeds(500, random =>
    {
        Settings settings = Records.RandomSettings(random), read = Records.RandomSettings(random);
        byte[] record = SettingsWriter.Write(settings);
        Assert.AreEqual(LabelFault.None, SettingsRecord.Read(record, record.Length, read));
        Assert.AreEqual(Records.Show(settings), Records.Show(read));
    });

    [TestMethod]
    public void Damage_Is_A_Fault_And_Keeps_The_Usual_Settings() => Blobs.ForSeeds(5, random =>
    {
        var into = new Settings();
        Records.AssertDamageIsFound(SettingsWriter.Write(Records.RandomSettings(random)), LabelFault.BadSettings,
            (bytes, length) => SettingsRecord.Read(bytes!, length, into));
        Assert.AreEqual(Records.Show(new Settings()), Records.Show(into));
    });

    // The checksum fits, so every check behind it is reached.
    [TestMethod]
    public void Sealed_Nonsense_Is_Refused_Or_In_Range() => Blobs.ForSeeds(2000, random =>
    {
        byte[] record = SettingsWriter.Write(Records.RandomSettings(random));
        for (int change = random.Next(1, 4); change > 0; change--) record[random.Next(RecordFields.HeaderBytes, record.Length)] = (byte)random.Next(256);
        if (random.Next(2) == 0) record = record[..random.Next(RecordFields.HeaderBytes, record.Length)];
        var settings = new Settings();
        bool sound = SettingsRecord.Read(Records.Reseal(record), record.Length, settings) == LabelFault.None;
        if (!sound) Assert.AreEqual(Records.Show(new Settings()), Records.Show(settings));
        SettingsWriter.Write(settings); // throws where something is out of range
    });

    [TestMethod]
    public void A_Field_Left_Out_Keeps_Its_Value_And_An_Unknown_One_Is_Passed_Over()
    {
        byte[] record = Records.Of(SettingsRecord.Magic, (SettingsRecord.SleepField, [0, 0]), (SettingsRecord.CaptionField, []), (200, [1, 2, 3]));
        var settings = new Settings();
        Assert.AreEqual(LabelFault.None, SettingsRecord.Read(record, record.Length, settings));
        var expected = new Settings { SleepSeconds = 0, Caption = [] };
        Assert.AreEqual(Records.Show(expected), Records.Show(settings));
    }

    [TestMethod]
    [DataRow(SettingsRecord.LabelIdField, "010203")]
    [DataRow(SettingsRecord.NameField, "")]
    [DataRow(SettingsRecord.NameField, "414243444546474849")]
    [DataRow(SettingsRecord.NameField, "1F")]
    [DataRow(SettingsRecord.NameField, "7F")]
    [DataRow(SettingsRecord.ClockOffsetField, "4903")] // 841
    [DataRow(SettingsRecord.ClockOffsetField, "B7FC")] // -841
    [DataRow(SettingsRecord.AdvertiseField, "0000")]
    [DataRow(SettingsRecord.ButtonField, "110E")] // 3601
    [DataRow(SettingsRecord.ShowField, "01")]
    [DataRow(SettingsRecord.IdlePhoneField, "010000")]
    [DataRow(SettingsRecord.LowField, "E30C")] // 3299: below empty
    [DataRow(SettingsRecord.EmptyField, "AD0D")] // 3501: above low
    [DataRow(SettingsRecord.TopKField, "0B00")]
    [DataRow(SettingsRecord.PageBytesField, "1F00")]
    [DataRow(SettingsRecord.PageBytesField, "0102")]
    public void Is_Refused(int kind, string content)
    {
        byte[] record = Records.Of(SettingsRecord.Magic, (kind, Convert.FromHexString(content)));
        Assert.AreEqual(LabelFault.BadSettings, SettingsRecord.Read(record, record.Length, new Settings()));
    }

    [TestMethod]
    public void A_Caption_Has_64_Bytes()
    {
        foreach (int kind in (int[])[SettingsRecord.CaptionField, SettingsRecord.OwnCaptionField])
        {
            foreach (int length in (int[])[64, 65])
            {
                byte[] record = Records.Of(SettingsRecord.Magic, (kind, new byte[length]));
                Assert.AreEqual(length == 64, SettingsRecord.Read(record, record.Length, new Settings()) == LabelFault.None);
            }
        }
    }
}
