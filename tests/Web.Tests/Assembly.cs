// A browser per test, and Chromium's emulated radio is the browser's: one test after the other.
[assembly: Microsoft.VisualStudio.TestTools.UnitTesting.DoNotParallelize]
