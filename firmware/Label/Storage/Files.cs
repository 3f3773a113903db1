using System;
using System.IO;
using Endcap.Label.Faults;

namespace Endcap.Label.Storage;

/// <summary>Whole files of the internal drive. Every failure is a number; nothing is thrown.</summary>
public static class Files
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">One of <see cref="Drive"/>'s names.</param>
    /// <param name="most">Bytes that are accepted.</param>
    /// <param name="missing">The fault where there is no such file.</param>
    /// <param name="tooLarge">The fault where the file is longer.</param>
    /// <param name="fault">Receives 0 or the fault; <see cref="LabelFault.NoDrive"/> where the drive cannot be read.</param>
    /// <returns>The bytes, or null after a fault.</returns>
    public static byte[] Read(string path, int most, int missing, int tooLarge, out int fault)
    {
        FileStream stream = null;
        try
        {
            if (!File.Exists(path))
            {
                // The drive is asked for only here, to tell the cause: reading must not depend on how a driver sees its root.
                fault = Directory.Exists(Drive.Root) ? missing : LabelFault.NoDrive;
                return null;
            }

            stream = new FileStream(path, FileMode.Open, FileAccess.Read);
            if (stream.Length > most)
            {
                fault = tooLarge;
                return null;
            }

            byte[] bytes = new byte[(int)stream.Length];
            int at = 0;
            while (at < bytes.Length)
            {
                int got = stream.Read(bytes, at, bytes.Length - at);
                if (got <= 0) break;
                at += got;
            }

            fault = at == bytes.Length ? LabelFault.None : LabelFault.NoDrive;
            return fault == LabelFault.None ? bytes : null;
        }
        catch (Exception)
        {
            fault = LabelFault.NoDrive;
            return null;
        }
        finally
        {
            if (stream != null) stream.Dispose();
        }
    }

    /// <summary>Replaces a small file. A power cut may leave it old, new or damaged: for notes, not for what must survive.</summary>
    /// <returns>0 or <see cref="LabelFault.DriveWrite"/>.</returns>
    public static int Write(string path, byte[] bytes)
    {
        try
        {
            File.WriteAllBytes(path, bytes);
            return LabelFault.None;
        }
        catch (Exception)
        {
            return LabelFault.DriveWrite;
        }
    }

    /// <summary>Removes a file where it exists.</summary>
    /// <returns>0 or <see cref="LabelFault.DriveWrite"/>.</returns>
    public static int Delete(string path)
    {
        try
        {
            if (File.Exists(path)) File.Delete(path);
            return LabelFault.None;
        }
        catch (Exception)
        {
            return LabelFault.DriveWrite;
        }
    }
}
