/** Packs of a made-up report and a made-up volume, on a log under attack. */
import {
  authorPack,
  discloseReport,
  editionName,
  editionPack,
  listedFile,
  manifestOf,
  recordInClear,
  recordSubmission,
  sealedEditionFile,
  sealReport,
  volumeRoot,
  type Block,
  type EditionFile,
  type NoteToPack,
} from '../../src/integrity/integrity.ts'
import { pinLog } from '../../src/integrity/log/published.ts'
import type { LogUnderAttack } from './log-under-attack.ts'

/** The report that all packs here are about. Invented. */
export const reportBlocks: Block[] = [
  { kind: 'title', text: 'Review of the care of a child' },
  { kind: 'paragraph', text: 'Zebedee Quillfeather was known to three agencies, and nobody asked him.' },
  { kind: 'paragraph', text: 'The board should have met sooner.' },
]

/** An author's pack with two versions, and what it was made of. */
export async function packedReport(log: LogUnderAttack) {
  pinLog(log.policy)
  const { ctx } = log.t
  const first = sealReport(reportBlocks)
  const second = reportBlocks.with(2, { kind: 'paragraph', text: 'The board should have met in May.' })
  const changed = sealReport(second)
  const one = await recordSubmission(ctx, { reportRoot: first.root, blockCount: 3, version: 1 })
  await log.grow(2)
  const two = await recordSubmission(ctx, {
    reportRoot: changed.root,
    blockCount: 3,
    version: 2,
    previousStatement: one.statement,
  })
  await log.publish()
  const notes: NoteToPack[] = [one, two].map(({ statement, salt, index }) => ({
    note: new TextEncoder().encode(statement),
    salt,
    index,
  }))
  const content = {
    texts: [
      { version: 1, blocks: reportBlocks, seeds: first.seeds },
      { version: 2, blocks: second, seeds: changed.seeds },
    ],
    notes,
    keys: [],
  }
  return { pack: (await authorPack(ctx, content))!, content, first, one, two }
}

/** An edition's pack from a volume of three, and what it was made of. */
export async function packedEdition(log: LogUnderAttack) {
  pinLog(log.policy)
  const { ctx } = log.t
  const editions: EditionFile[] = [0, 1, 2].map((i) => {
    const { seeds } = sealReport(reportBlocks)
    const { disclosure } = discloseReport(reportBlocks, seeds, [{ block: 1, start: 0, end: 20, label: 'The boy' }])
    const details = { edition: `e${i}`, title: 'A review', volume: { label: 'Spring', date: '2026-03-02' }, notice: '' }
    return sealedEditionFile(details, disclosure)
  })
  const names = editions.map((file) => editionName('disclosure' in file ? file.disclosure : file.blocks))
  const files = editions.map((file, i) =>
    listedFile(`edition-e${i}.json`, new TextEncoder().encode(JSON.stringify(file))),
  )
  const manifest = manifestOf(files)
  const recorded = await recordInClear(ctx, {
    kind: 'record-volume',
    editions: 3,
    root: volumeRoot(names),
    manifest: manifest.root,
    previous: null,
  })
  await log.publish()
  const volume = { note: new TextEncoder().encode(recorded.note), salt: null, index: recorded.index }
  const pack = await editionPack(ctx, { edition: editions[1]!, volume, position: 1, names, manifest: manifest.text })
  return { pack: pack!, editions, names, volume }
}
