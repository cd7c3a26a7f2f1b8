import type { FastifyInstance, FastifyRequest } from 'fastify'
import { verifyEditionFile, verifyPackFile, type Verdict } from '#integrity/integrity.ts'
import { sendPage, shellOf, csrfOf } from '#web/site.ts'
import { takeUpload } from '#web/upload.ts'
import { edition, releasedFileName } from '../library.ts'
import { libraryActs } from '../permissions.ts'
import { CheckPage, type Compared } from './check-page.tsx'
import { isId } from './words.ts'

/** The largest file of an edition that is taken, in bytes: a 121-page report's is about 3 MB. */
const largestFile = 20 * 1024 * 1024

const mistakes = {
  'no-file': 'Choose the file of an edition',
  'too-large': 'That file is too large to be the file of an edition',
}

/** Checking an edition's file against what the library has recorded. Nothing of the file is kept. */
export function checkRoutes(app: FastifyInstance): void {
  app.get('/verify', { config: { rule: 'anyone' } }, async (request, reply) =>
    sendPage(
      reply,
      <CheckPage shell={await shellOf(request, reply, 'public')} csrf={await csrfOf(reply)} fingerprint="" />,
    ),
  )
  app.post(
    '/verify',
    { config: { rule: libraryActs.checkEdition, upload: true, rateLimit: { max: 30, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const taken = await takeUpload(app, request, reply)
      const upload = 'bytes' in taken && taken.bytes.length > largestFile ? { refused: 'too-large' as const } : taken
      const page = { shell: await shellOf(request, reply, 'public'), csrf: await csrfOf(reply) }
      if ('refused' in upload)
        return sendPage(reply, <CheckPage {...page} fingerprint="" mistake={mistakes[upload.refused]} />, 422)
      const given = upload.fields['fingerprint']?.trim() ?? ''
      const checked = await check(request, upload.bytes, given)
      return sendPage(reply, <CheckPage {...page} fingerprint={given} checked={checked} />)
    },
  )
}

/** The verdict by the fingerprint that the reader gave, or else by the library's own record of that edition. */
async function check(
  request: FastifyRequest,
  bytes: Uint8Array,
  given: string,
): Promise<{ verdict: Verdict; compared: Compared }> {
  const released = await releasedFileName(request.ctx, bytes)
  const verdict =
    verifyPackFile(bytes) ??
    (released ? listedVerdict(released, bytes) : null) ??
    verifyEditionFile(bytes, given || undefined)
  const known = verdict.edition && isId(verdict.edition) ? await edition(request.ctx, verdict.edition) : null
  if (!known) return { verdict, compared: verdict.edition === null ? { with: 'nothing' } : { with: 'unknown-edition' } }
  if (known.status === 'withdrawn') return { verdict, compared: { with: 'withdrawn', id: known.id } }
  if (known.reportRoot === null) return { verdict, compared: { with: 'unsealed', id: known.id, title: known.title } }
  const compared = { id: known.id, title: known.title, same: verdict.fingerprint === known.reportRoot }
  if (given) return { verdict, compared: { with: 'given', ...compared } }
  return { verdict: verifyEditionFile(bytes, known.reportRoot), compared: { with: 'library', ...compared } }
}

/** A text file says nothing of itself; what was listed with its hash at the release is known to the byte. */
function listedVerdict(name: string, bytes: Uint8Array): Verdict | null {
  if (bytes[0] === 0x7b) return null
  return {
    state: 'verified',
    headline: `This is the file ${name} as it was released, to the byte.`,
    established: ['Its hash stands in the manifest of its volume, whose root is in the public log.'],
    notEstablished: ['Who wrote the words: check the edition’s own file for that.'],
    edition: null,
    fingerprint: null,
    comparedWithGiven: false,
    block: null,
  }
}
