/**
 * Why a file is not taken. Parsers are deep, so inside this folder a refusal travels as a thrown `ImportRefused`;
 * the worker's door and the face turn it back into a value, and nobody outside ever sees it thrown.
 */
export type ImportRefusal =
  | 'empty'
  | 'too-big'
  | 'not-word-or-pdf'
  | 'name-and-contents-differ'
  | 'old-word'
  | 'encrypted'
  | 'macros'
  | 'unpacks-too-big'
  | 'unsafe'
  | 'damaged'
  | 'scanned-only'
  | 'no-text'
  | 'too-slow'
  | 'too-much-memory'
  | 'stopped'

export class ImportRefused extends Error {
  readonly reason: ImportRefusal
  constructor(reason: ImportRefusal) {
    super(reason)
    this.name = 'ImportRefused'
    this.reason = reason
  }
}
