/**
 * The rule by which a whole log is checked: everything is computed again from the entries and compared with what is
 * stored. Pure; fed batch by batch, so that a long log needs little memory.
 */
import { equalBytes } from './base64.ts'
import { append, type Node, type TreeHead } from './log.ts'
import type { SubtreeHash } from './merkle.ts'

/** What does not agree. `at` is the entry's index, or the size for a head. */
export type LogFault =
  | { readonly what: 'entry-missing' | 'leaf-hash-differs' | 'node-differs'; readonly at: number }
  | { readonly what: 'head-differs' | 'kept-head-differs' | 'log-shorter-than-kept-head'; readonly at: number }
  | { readonly what: 'more-than-entries'; readonly at: number }

/** The faults in words, each followed by the entry's index or the log's size. */
export const logFaultWords: Record<LogFault['what'], string> = {
  'entry-missing': 'an entry is missing',
  'leaf-hash-differs': 'an entry is not the one that was appended',
  'node-differs': 'a stored hash does not belong to the entries below it',
  'head-differs': 'the recorded root does not belong to the entries',
  'kept-head-differs': 'the log is not the one that was seen before',
  'log-shorter-than-kept-head': 'entries at the end are gone',
  'more-than-entries': 'hashes are recorded for entries that are not there',
}

/** A stretch of the stored log: its entries with the stored hashes and heads that end in it. */
export interface StoredStretch {
  readonly entries: readonly { readonly index: number; readonly entry: Uint8Array; readonly leafHash: Uint8Array }[]
  readonly nodes: readonly Node[]
  readonly heads: readonly TreeHead[]
}

/** After this many faults a log is wrong beyond counting. */
const MOST_FAULTS = 100

/** Checks a log from its first entry on. */
export class LogChecker {
  readonly faults: LogFault[] = []
  readonly #kept: ReadonlyMap<number, Uint8Array>
  readonly #frontier: SubtreeHash[] = []
  #head: TreeHead

  /** @param kept heads that somebody noted down earlier, outside the database */
  constructor(empty: TreeHead, kept: readonly TreeHead[] = []) {
    this.#head = empty
    this.#kept = new Map(kept.map((head) => [head.size, head.root]))
  }

  /** The head computed from the entries taken so far. */
  get head(): TreeHead {
    return this.#head
  }

  /** Takes the next stretch. An entry out of its place ends the check, since nothing after it can agree. */
  take({ entries, nodes, heads }: StoredStretch): void {
    const nodeAt = new Map(nodes.map((node) => [`${node.level}/${node.index}`, node.hash]))
    const headAt = new Map(heads.map((head) => [head.size, head.root]))
    for (const stored of entries) {
      const index = this.#head.size
      if (stored.index !== index) return this.#fault({ what: 'entry-missing', at: index })
      const computed = append(index, this.#frontier, stored.entry)
      this.#head = computed.head
      if (!equalBytes(computed.leafHash, stored.leafHash)) this.#fault({ what: 'leaf-hash-differs', at: index })
      for (const node of computed.nodes) {
        if (!isSame(node.hash, nodeAt.get(`${node.level}/${node.index}`)))
          this.#fault({ what: 'node-differs', at: index })
      }
      const { size, root } = computed.head
      if (!isSame(root, headAt.get(size))) this.#fault({ what: 'head-differs', at: size })
      if (this.#kept.has(size) && !isSame(root, this.#kept.get(size)))
        this.#fault({ what: 'kept-head-differs', at: size })
    }
  }

  /** Ends the check. @param hasMore whether hashes or heads are stored beyond the last entry */
  finish(hasMore: boolean): void {
    if (hasMore) this.#fault({ what: 'more-than-entries', at: this.#head.size })
    for (const size of this.#kept.keys()) {
      if (size > this.#head.size) this.#fault({ what: 'log-shorter-than-kept-head', at: size })
    }
  }

  #fault(fault: LogFault): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push(fault)
  }
}

function isSame(computed: Uint8Array, stored: Uint8Array | undefined): boolean {
  return stored !== undefined && equalBytes(computed, stored)
}
