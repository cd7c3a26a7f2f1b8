/** Taking one uploaded file: the form's token is checked before a byte of the file is read, and the size as it comes. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { checkFormToken } from './server.tsx'

/** An uploaded file with the fields that came before it. */
export interface Upload {
  fileName: string
  bytes: Uint8Array
  fields: Record<string, string>
}

/**
 * Reads a multipart form with fields first and then one file.
 * @returns the file; or a refusal: no file chosen, or larger than the setting UPLOAD_MAX_MEGABYTES. The rest of a file
 * that is too large is not kept.
 * @throws status 403 when the token is missing or wrong, status 400 for a form that is no upload
 */
export async function takeUpload(
  app: FastifyInstance,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Upload | { refused: 'no-file' | 'too-large' }> {
  if (!request.isMultipart()) {
    await checkFormToken(app, request, reply)
    return { refused: 'no-file' }
  }
  const fields: Record<string, string> = {}
  let checked = false
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      fields[part.fieldname] = typeof part.value === 'string' ? part.value : ''
      continue
    }
    request.body = fields
    await checkFormToken(app, request, reply)
    checked = true
    const pieces: Buffer[] = []
    for await (const piece of part.file) pieces.push(piece as Buffer)
    if (part.file.truncated) return { refused: 'too-large' }
    if (!part.filename) return { refused: 'no-file' }
    return { fileName: part.filename, bytes: new Uint8Array(Buffer.concat(pieces)), fields }
  }
  if (!checked) {
    request.body = fields
    await checkFormToken(app, request, reply)
  }
  return { refused: 'no-file' }
}
