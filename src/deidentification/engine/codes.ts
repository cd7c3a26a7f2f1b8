import { runPatterns } from './candidate.ts'
import type { Candidate, PatternRule } from './candidate.ts'

/**
 * Numbers and addresses issued to one person, place, vehicle or case in the United Kingdom. A valid check digit raises
 * the probability; a wrong one does not clear the text, because reports contain typing errors.
 */
export function findCodes(clean: string): Candidate[] {
  return runPatterns(clean, rules)
}

/**
 * NHS number (England, Wales, Isle of Man): ten digits, last one modulus 11 over weights 10–2.
 * Source: NHS Data Dictionary, "NHS Number". Health and Care numbers (Northern Ireland) use the same check.
 */
export function isNhsNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits)) return false
  let sum = 0
  for (let i = 0; i < 9; i++) sum += Number(digits[i]) * (10 - i)
  const check = (11 - (sum % 11)) % 11
  return check !== 10 && check === Number(digits[9])
}

/**
 * Community Health Index number (Scotland): date of birth as DDMMYY, then a modulus-11 checked ten-digit number.
 * Source: Public Health Scotland data dictionary, "CHI Number".
 */
export function isChiNumber(digits: string): boolean {
  return isNhsNumber(digits) && startsWithDate(digits)
}

/** Health and Care numbers of Northern Ireland lie between 320 000 001 and 399 999 999 followed by the check digit. */
export function isHealthAndCareNumber(digits: string): boolean {
  return isNhsNumber(digits) && digits.charAt(0) === '3' && Number(digits.slice(0, 2)) >= 32
}

function startsWithDate(digits: string): boolean {
  const day = Number(digits.slice(0, 2))
  const month = Number(digits.slice(2, 4))
  return day >= 1 && day <= 31 && month >= 1 && month <= 12
}

function tenDigits(found: string): boolean | { probability: number; reason: string } {
  const digits = found.replace(/\D/g, '')
  if (digits.length !== 10) return false
  if (isChiNumber(digits))
    return { probability: 0.99, reason: 'A CHI number (Scotland) with a valid date and check digit' }
  if (isHealthAndCareNumber(digits))
    return { probability: 0.98, reason: 'A Health and Care number with a valid check digit' }
  if (isNhsNumber(digits)) return { probability: 0.99, reason: 'An NHS number with a valid check digit' }
  if (startsWithDate(digits))
    return { probability: 0.95, reason: 'Ten digits that begin like a date of birth: a CHI number?' }
  return { probability: 0.93, reason: 'Ten digits in a row: an NHS or telephone number?' }
}

const code = (
  source: string,
  probability: number,
  reason: string,
  pattern: RegExp,
  more: Partial<PatternRule> = {},
): PatternRule => ({
  source,
  label: 'CODE',
  identifier: 'DIRECT',
  probability,
  reason,
  pattern,
  ...more,
})

const address = (source: string, probability: number, reason: string, pattern: RegExp): PatternRule => ({
  source,
  label: 'LOC',
  identifier: 'DIRECT',
  probability,
  reason,
  pattern,
})

const POSTCODE =
  '(?:GIR ?0AA|[A-PR-UWYZ](?:\\d{1,2}|[A-HK-Y]\\d{1,2}|\\d[A-HJKPSTUW]|[A-HK-Y]\\d[ABEHMNPRV-Y])\\s?\\d[A-Z]{2})'
const STREET =
  '(?:Avenue|Ave|Bank|Brae|Buildings|Close|Court|Crescent|Croft|Drive|Estate|Fold|Gardens|Gate|Green|Grove|Heights|Hill|House|Lane|Mews|Mount|Parade|Park|Place|Rise|Road|Rd|Row|Square|Street|St|Terrace|Tower|Towers|View|Villas|Walk|Way|Wynd|Quay)'
const WORDS = "(?:[A-ZÀ-Ý][\\p{L}'’.-]{0,30}[ ]){1,4}"
const UNIT =
  '(?:(?:Upper |Lower |Ground Floor |Basement |First Floor )?(?:Flat|Apartment|Apt|Room|Unit|House|Plot|Pitch|Caravan)(?: [A-Z]?\\d{1,4}[A-Z]?)?, )'
const TAIL = `(?:, (?!${POSTCODE})(?:[A-ZÀ-Ý][\\p{L}'’-]{1,30}(?:[ -](?:on|upon|le|in|the|under)?[ -]?[A-Z][\\p{L}'’-]{1,30}){0,4})){0,5}(?:,? ${POSTCODE})?`

const rules: readonly PatternRule[] = [
  code(
    'nhs-number',
    0.95,
    'An NHS, CHI or Health and Care number',
    /(?<![\d/.-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d/-])/g,
    { accept: tenDigits },
  ),
  code('chi-number', 0.95, 'A CHI number', /(?<![\d/.-])\d{6}[ -]\d{4}(?![\d/-])/g, { accept: tenDigits }),
  code('ni-number', 0.98, 'A National Insurance number', /\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-DFMPU]\b/g),
  code('phone', 0.97, 'A telephone number', /(?<![\d/.])(?:\+44 ?(?:\(0\) ?)?|\(?0)(?:\d\)?[ -]?){8,9}\d(?![\d/])/g),
  code(
    'email',
    0.99,
    'An e-mail address',
    /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}][\p{L}\p{N}._%+'-]{0,63}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu,
  ),
  code(
    'handle',
    0.96,
    'A social media name',
    /(?<![\p{L}\p{N}._%+@-])@[\p{L}\p{N}_](?:[\p{L}\p{N}_.]{0,28}[\p{L}\p{N}_])/gu,
  ),
  code('web-address', 0.9, 'A web address', /\b(?:https?:\/\/|www\.)[^\s<>"”)\]]{1,2000}[^\s<>"”)\].,;:]/gi),
  code('ip-address', 0.9, 'A network address', /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g),
  code('vehicle', 0.95, 'A vehicle registration', /\b(?:[A-Z]{2}\d{2} ?[A-Z]{3}|[A-Z]\d{1,3} [A-Z]{3})\b/g),
  code(
    'vehicle-named',
    0.93,
    'A registration, said to be one',
    /\b(?:registration|reg\.?|number plate|VRM)(?: (?:number|mark))?:? (?<id>[A-Z0-9]{1,4} ?[A-Z0-9]{1,4})\b/dg,
    {
      group: 'id',
      accept: (found) => /\d/.test(found),
    },
  ),
  code(
    'neutral-citation',
    0.95,
    'A court judgment’s citation',
    /\[\d{4}\] (?:UKSC|UKPC|EWCA|EWHC|EWFC|EWCOP|EWCC|NICA|NIQB|NIFam|NICC|CSIH|CSOH|HCJ|ScotCS|UKUT|UKFTT)(?: (?:Civ|Crim))? \d+(?: \([A-Za-z]+\))?/g,
  ),
  code('family-court', 0.98, 'A family court case number', /\b[A-Z]{2}\d{2}[A-Z]\d{5}\b/g),
  code('crown-court', 0.97, 'A Crown Court case number', /\b[A-Z]\d{8}\b/g),
  code('application-number', 0.97, 'An application number', /(?<![\d/])\d{3,6}\/\d{2}(?![\d/])/g),
  code(
    'passport',
    0.93,
    'A passport or licence number',
    /\b(?:passport|licence|visa|BRP)(?: (?:number|no\.?))?:? (?<id>[A-Z0-9]{6,16})\b/dgi,
    { group: 'id', accept: (f) => /\d/.test(f) },
  ),
  code(
    'reference-named',
    0.94,
    'A reference, said to be one',
    /\b(?:ref(?:erence|s)?|case(?: number| no)?|number|no|claim|URN|UPN|crime|incident|log|file|invoice|record|account)\b\.?(?: (?:number|no\.?|is|was))?:? (?<id>(?=[A-Z0-9/-]{0,60}\d)[A-Z0-9]{1,30}(?:[/-][A-Z0-9]{1,30}){1,6})\b/dgi,
    { group: 'id' },
  ),
  code(
    'reference-led',
    0.94,
    'A reference, said to be one',
    /\b(?:[A-Z]{3,6} )ref(?:erence)?\.?(?: (?:number|no\.?))?:? [A-Z0-9/-]{0,30}\d[A-Z0-9/-]{0,30}/g,
  ),
  code(
    'reference-shaped',
    0.93,
    'Letters and figures joined like a file reference',
    /(?<![\p{L}\p{N}/-])(?=[A-Z0-9/-]{0,60}\d)(?=[A-Z0-9/-]{0,60}[A-Z])[A-Z0-9]{1,8}(?:[/-][A-Z0-9]{1,9}){1,4}(?![\p{L}\p{N}/-])/gu,
    {
      accept: (found) =>
        !/^(?:COVID-19|[A-Z]{1,3}-?\d{1,2}|\d{1,3}[A-Z]?-\d{1,3}[A-Z]?)$/.test(found) &&
        found.replace(/\D/g, '').length >= 3,
    },
  ),
  code('reference-mixed', 0.9, 'Letters followed by many figures: a record number?', /\b[A-Z]{2,5} ?\d{6,10}\b/g),
  code(
    'long-number',
    0.85,
    'A long number: an account or record?',
    /(?<![\d/.,£$€-])\d{4}-\d{4}(?![\d/-])|(?<![\d/.,£$€-])\d{7,16}(?![\d/,-])/g,
  ),
  address('postcode', 0.98, 'A postcode', new RegExp(`\\b${POSTCODE}\\b`, 'g')),
  address(
    'address',
    0.97,
    'A postal address',
    new RegExp(`(?<![\\d/])${UNIT}?\\d{1,4}[A-Za-z]?,? ${WORDS}${STREET}\\b${TAIL}`, 'gu'),
  ),
  address(
    'address-named',
    0.96,
    'A flat or building’s address',
    new RegExp(`${UNIT}${WORDS}${STREET}\\b${TAIL}`, 'gu'),
  ),
]
