import { runPatterns } from './candidate.ts'
import type { Candidate, PatternRule } from './candidate.ts'

/** Names shown by quotation marks or by words like "known as": they stand where no list of names would find them. */
export function findNicknames(clean: string): Candidate[] {
  return runPatterns(clean, rules)
}

const CAP = "(?<![\\p{L}\\p{M}'’-])\\p{Lu}[\\p{L}\\p{M}'’-]{0,40}"

const rules: readonly PatternRule[] = [
  {
    source: 'nickname-within',
    label: 'PERSON',
    identifier: 'DIRECT',
    probability: 0.99,
    reason: 'A name with another name in quotation marks',
    pattern: new RegExp(`${CAP} [“"‘'(]${CAP}(?: ${CAP})?[”"’')] ${CAP}`, 'gu'),
  },
  {
    source: 'nickname',
    label: 'PERSON',
    identifier: 'DIRECT',
    probability: 0.9,
    reason: 'A name by which someone is known',
    pattern: new RegExp(
      `\\b(?:known (?:to [\\p{L} ]{3,30} )?as|called|nicknamed|goes by|went by|or|alias|a\\.k\\.a\\.|aka) [“"‘']?(?<name>${CAP}(?: ${CAP}){0,2})[”"’']?(?=[\\s,.;)(])`,
      'dgu',
    ),
    group: 'name',
    accept: (found, match) =>
      !match[0].startsWith('or ') || /[“"‘]/.test(match[0].slice(0, 5))
        ? !/^(?:The|A|An|In|It|This)\b/.test(found)
        : false,
  },
  {
    source: 'nickname-quoted',
    label: 'PERSON',
    identifier: 'DIRECT',
    probability: 0.75,
    reason: 'A short name in quotation marks and brackets or in a table',
    pattern: new RegExp(`(?:[(\\t] ?[“"‘'](?<name>${CAP}(?: ${CAP})?)[”"’'] ?(?=[);\\t\\n]| to ))`, 'dgu'),
    group: 'name',
  },
  {
    source: 'collar-number',
    label: 'PERSON',
    identifier: 'DIRECT',
    probability: 0.99,
    reason: 'A police officer with a collar number',
    pattern: new RegExp(`\\b(?:PC|DC|DS|DI|PS|WPC|Sgt|Sergeant|Constable|Officer)\\.? \\d{2,6}(?: ${CAP}){0,3}`, 'gu'),
  },
  {
    source: 'member',
    label: 'PERSON',
    identifier: 'DIRECT',
    probability: 0.98,
    reason: 'A member of a parliament',
    pattern: new RegExp(
      `(?:(?:Rt|Right) Hon(?:ourable)?\\.? )?(?:${CAP} ){1,3}(?:MP|MSP|MS|MLA|AM|OBE|MBE|CBE)\\b`,
      'gu',
    ),
  },
]
