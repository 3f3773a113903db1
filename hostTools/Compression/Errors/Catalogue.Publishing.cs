namespace Endcap.Compression.Errors;

/// <summary>E365–E379 and E392–E393: the store's keys, and roll-outs to many labels.</summary>
public static partial class Catalogue
{
    /// <summary>E365: a secret that would replace a file.</summary>
    public static UserErrorException SecretExists(string path) => new("E365",
        $"{path}: there is a file already, and it may hold keys that nothing brings back",
        "choose another name; delete the old file yourself if no label uses its keys");

    /// <summary>E366: a secret that others can read or change.</summary>
    public static UserErrorException SecretIsOpen(string path, string mode) => new("E366",
        $"{path}: other users of this computer may read or change it (mode {mode})",
        $"chmod 600 {path}; if somebody may have read it, rotate the keys: endcap keys rotate {path} --all");

    /// <summary>E367: a store key that is none. What stands there is not repeated: it may be most of a key.</summary>
    public static UserErrorException StoreKeyMalformed(string where) => new("E367",
        $"{where} is not 64 hexadecimal digits", "restore the file from its backup; a store key cannot be typed again by guess");

    /// <summary>E367: two entries for one label.</summary>
    public static UserErrorException KeyEntryTwice(string where, uint label) => new("E367",
        $"{where}: label {label} has an entry above", "keep the one with the higher generation");

    /// <summary>E367: an entry whose numbers contradict each other.</summary>
    public static UserErrorException KeyEntryMalformed(string where, int replaces, int generation) => new("E367",
        $"{where}: generation {generation} cannot replace {replaces}", "a new generation is above the one it replaces; restore the file from its backup");

    /// <summary>E368: a label whose generations are used up.</summary>
    public static UserErrorException GenerationsUsedUp(string path, uint label, int most) => new("E368",
        $"{path}: label {label} is at generation {most}, the last", "give the label another id, or all labels a new store key over USB");

    /// <summary>E369: a label that was revoked.</summary>
    public static UserErrorException LabelRevoked(string path, uint label, int generation) => new("E369",
        $"{path}: label {label} was revoked (generation {generation}): nothing is derived for it or sent to it any more",
        "give the device that takes its place another label id; a label that came back is flashed under a new one");

    /// <summary>E370: a label that the key file does not list.</summary>
    public static UserErrorException LabelHasNoKey(string path, uint label, IEnumerable<uint> known) => new("E370",
        $"{path}: no key was derived for label {label}", $"derive it first (endcap keys derive), or name one of: {Join(known.Select(id => $"{id}"))}");

    /// <summary>E370: a label without an id.</summary>
    public static UserErrorException KeyNeedsLabelId(string path) => new("E370",
        $"{path}: a key belongs to a label id, and the files name none", "give --settings LABEL.settings.rec, or content as JSON with a label_id other than 0");

    /// <summary>E371: neither an output nor --print.</summary>
    public static UserErrorException KeyGoesNowhere() => new("E371",
        "the derived key would go nowhere", "give -o key.rec, or --print to see it on the terminal");

    /// <summary>E371: neither labels nor --all, or both.</summary>
    public static UserErrorException RotateWhat() => new("E371", "say which keys to rotate", "give --label ID once or several times, or --all; not both");

    /// <summary>E372: a key file that another command changes.</summary>
    public static UserErrorException KeyFileBusy(string path) => new("E372",
        $"{path}: another endcap changes it at the moment", "wait until that command has ended, then try again");

    /// <summary>E373: waves that cannot be read.</summary>
    public static UserErrorException WavesMalformed(string text, string why) => new("E373",
        $"--waves \"{Short(text)}\": {why}", "write how far each wave reaches, rising: 1,10%,100% is one label, then a tenth of all, then all");

    /// <summary>E374: a halt rule or a loss that cannot be read.</summary>
    public static UserErrorException ShareMalformed(string option, string text, string what) => new("E374",
        $"{option} \"{Short(text)}\" is not {what}", $"write {what}");

    /// <summary>E375: a version without sense.</summary>
    public static UserErrorException DowngradeNeedsVersion() => new("E375",
        "--downgrade without --version: no version would be lower", "name the version that the labels are to have: --version N");

    /// <summary>E376: labels that are stored otherwise.</summary>
    public static UserErrorException VirtualLabelDamaged(string path, string why) => new("E376",
        $"{path}: not a virtual label's drive ({why})", "name another folder with --labels, or delete this one: the label begins anew, as if flashed again");

    /// <summary>E377: a journal that cannot be used.</summary>
    public static UserErrorException JournalUnusable(string path, string why) => new("E377",
        $"{path}: cannot be used as a journal ({why})", "name another file with --journal; without its journal, publish asks every label what it has");

    /// <summary>E378: a journal of a later endcap.</summary>
    public static UserErrorException JournalNewer(string path, long version, long known) => new("E378",
        $"{path}: a journal of version {version}; this endcap knows {known}", "use the endcap that wrote it, or name another file with --journal");

    /// <summary>E379: a journal in use.</summary>
    public static UserErrorException JournalBusy(string path) => new("E379",
        $"{path}: another endcap publish uses this journal", "wait until it has ended, or give this roll-out a journal and labels of its own");

    /// <summary>E392: a roll-out that was stopped by its rule.</summary>
    public static UserErrorException RolloutHalted(int failed, string rule, int untouched) => new("E392",
        $"halted: {failed} label{(failed == 1 ? "" : "s")} failed, more than --halt-after {rule} allows; {untouched} not tried",
        "look at the failures, mend their cause, and give the same command again: it goes on where it was");

    /// <summary>E393: labels that failed within the rule.</summary>
    public static UserErrorException LabelsFailed(int failed, int all) => new("E393",
        $"{failed} of {all} labels failed", "give the same command again for them; the others are not sent anything twice");
}
