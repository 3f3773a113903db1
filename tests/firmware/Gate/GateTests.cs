using Endcap.Boards;
using Mono.Cecil;

namespace Endcap.Tests.Firmware.Gate;

/// <summary>The label compiles for every board against the device libraries' lists, and the gate notices when it could not.</summary>
[TestClass]
public sealed class GateTests
{
    private const string Any = "m5core2";

    public static IEnumerable<object[]> BoardIds => BoardList.Create().Select(board => new object[] { board.Id });

    [TestMethod]
    [DynamicData(nameof(BoardIds))]
    public void The_Label_Compiles_For_The_Board(string board) =>
        Assert.AreEqual("", string.Join('\n', DeviceCompilation.Of(board).Problems));

    [TestMethod]
    [DynamicData(nameof(BoardIds))]
    public void The_Label_Takes_The_Boards_Own_Data(string board)
    {
        TypeDefinition[] types = DeviceCompilation.Of(board).Types();
        MethodDefinition create = types.Single(type => type.FullName == "Endcap.Label.ThisBoard").Methods.Single(method => method.Name == "Create");
        var made = (MethodReference)create.Body.Instructions.Single(code => code.Operand is MethodReference).Operand;
        IEnumerable<object> texts = made.Resolve().Body.Instructions.Select(code => code.Operand);
        Assert.Contains(board, texts.OfType<string>());
    }

    [TestMethod]
    public void The_Project_Is_A_Program_When_The_Label_Has_An_Entry()
    {
        bool hasMain = Rules.CodeReader.Methods(DeviceCompilation.Of(Any).Types()).Any(method => method.IsStatic && method.Name == "Main");
        Assert.AreEqual(hasMain ? "Exe" : "Library", DeviceProject.Read(Any).OutputType);
    }

    [TestMethod]
    public void An_Unknown_Board_Does_Not_Compile() =>
        Assert.Contains(problem => problem.Contains("CS1029", StringComparison.Ordinal), DeviceCompilation.With(DeviceProject.Read("toaster")).Problems);

    [TestMethod]
    public void The_Libraries_Can_Be_Used_In_Every_Way_That_A_Label_Needs() =>
        Assert.AreEqual("", string.Join('\n', DeviceCompilation.With(DeviceProject.Read(Any), """
            using System;
            using System.Device.Gpio;
            using System.IO;
            using System.Threading;
            using nanoFramework.Device.Bluetooth.GenericAttributeProfile;
            using nanoFramework.Hardware.Esp32;

            class Usage
            {
                private readonly object _lock = new object();
                private readonly AutoResetEvent _wake = new AutoResetEvent(false);
                private GattLocalCharacteristic _profile;

                internal void Events(GpioPin pin, GattLocalCharacteristic profile)
                {
                    _profile = profile;
                    _profile.WriteRequested += OnWrite;
                    pin.ValueChanged += (sender, e) => _wake.Set();
                    pin.Write(PinValue.High);
                    new Thread(Work).Start();
                }

                private void OnWrite(GattLocalCharacteristic sender, GattWriteRequestedEventArgs args)
                {
                    GattWriteRequest request = args.GetRequest();
                    lock (_lock) _profile.NotifyValue(request.Value);
                }

                private void Work()
                {
                    using (FileStream file = new FileStream("I:\\shelf", FileMode.Open, FileAccess.Read)) file.ReadByte();
                    try { Thread.Sleep(10); }
                    catch (IOException e) { if (e.ErrorCode != IOException.IOExceptionErrorCode.FileNotFound) throw; }
                    foreach (string name in Directory.GetFiles("I:\\"))
                        if (name != "x" && name[0] != 'y') File.Delete(name + ".old" + name.Length.ToString());
                    NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.Internal, out uint total, out uint free, out uint largest);
                    Sleep.EnableWakeupByTimer(TimeSpan.FromTicks(total + free + largest));
                    SpanByte view = new byte[4];
                    view[1] = view[0];
                }
            }
            """).Problems));

    [TestMethod]
    public void A_List_Of_Int_In_The_Label_Does_Not_Compile() => AssertRefused("CS0246", DeviceCompilation.With(DeviceProject.Read(Any), """
        using System.Collections.Generic;
        class Trap { List<int> Numbers = new List<int>(); }
        """));

    [TestMethod]
    public void A_Newer_Language_Does_Not_Compile() =>
        AssertRefused("CS8936", DeviceCompilation.With(DeviceProject.Read(Any), "class Trap { string Text = \"\"\"three quotes\"\"\"; }"));

    [TestMethod]
    public void A_Warning_Is_A_Problem() =>
        AssertRefused("CS0169", DeviceCompilation.With(DeviceProject.Read(Any), "class Trap { int _unused; }"));

    [TestMethod]
    public void A_Member_That_A_List_Loses_Breaks_The_Label()
    {
        foreach (string name in UsedMethods())
        {
            Surface without = Surface.Device.Without(line => line.Kind != "type" && $"{line.Type}::{line.Name}" == name);
            Assert.IsNotEmpty(DeviceCompilation.Against(without, DeviceProject.Read(Any)).Problems, name);
        }
    }

    // One method of each library that the label calls; special names would be missed by the property or operator.
    private static IEnumerable<string> UsedMethods() => Rules.CodeReader.Codes(DeviceCompilation.Of(Any).Types())
        .Select(each => each.Code.Operand).OfType<MethodReference>()
        .Where(method => method.DeclaringType.Scope is AssemblyNameReference && method.Name is not ".ctor" and not "InitializeArray")
        .GroupBy(method => method.DeclaringType.Scope.Name)
        .Select(library => library.Select(method => $"{method.DeclaringType.FullName}::{method.Name}").Order(StringComparer.Ordinal).First());

    private static void AssertRefused(string code, DeviceCompilation compilation) =>
        Assert.Contains(problem => problem.Contains(code, StringComparison.Ordinal), compilation.Problems);
}
