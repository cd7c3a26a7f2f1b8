/** What a pack says of itself to whoever opens it: HOW-TO-CHECK.txt. Pure. */
import type { PackKind } from './pack-format.ts'

const whatItIs: Record<PackKind, string> = {
  author:
    'This pack proves what was put on record about one report: its text, word for word, and everything done to it.\n' +
    'It holds real names. Keep it as you would keep the report itself, and give it to nobody who may not read it.',
  edition:
    'This pack proves that one edition was released with exactly these words, and where in the public log that stands.',
}

/** The text, for a log by its key in one line. */
export function howToCheck(kind: PackKind, log: string): string {
  return `HOW TO CHECK THIS PACK

${whatItIs[kind]}

You need nobody's permission and no network.

1. By a page. Open verify.html in a browser and choose this pack (the whole .zip file).
   A page that came with a pack can be made to say anything. So use one that you have from elsewhere, or compare:
   the page shows the key of the log that it trusts. It must be the one below, and the one below must be
   the one that the log's own page (/log) shows, that your papers show, or that somebody you trust kept.

2. By a program: throughline verify PACK --key "${log}"
   It ends with 0 for verified, 1 for wrong and 2 for could not check.

3. By other people's programs. Every file ending in .tlog-proof is a C2SP tlog-proof, and checkpoint a C2SP
   signed note. What the log holds for a note is described in the format documents that come with Throughline:
   the note itself, or, with a salt, "throughline/blinded/v1" and the hash of salt and note.

The log's key, as this pack has it. Do not trust it because it stands here:

${log}
`
}
