// Only in the PC build: the names that nanoFramework and .NET both have mean the virtual board's stand-ins here. The
// device build leaves this file out. A using alias is found before what a "using System.Threading;" brings in.
extern alias Virtual;

global using AutoResetEvent = Virtual::System.Threading.AutoResetEvent;
global using Buffer = nanoFramework.Device.Bluetooth.Buffer;
global using DateTime = Virtual::System.DateTime;
global using Directory = Virtual::System.IO.Directory;
global using Environment = Virtual::System.Environment;
global using File = Virtual::System.IO.File;
global using FileStream = Virtual::System.IO.FileStream;
global using ManualResetEvent = Virtual::System.Threading.ManualResetEvent;
global using Random = Virtual::System.Random;
global using Thread = Virtual::System.Threading.Thread;
global using Timer = Virtual::System.Threading.Timer;
global using WaitHandle = Virtual::System.Threading.WaitHandle;
