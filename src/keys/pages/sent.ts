/** What the forms of this folder send. */
import type { FastifyRequest } from 'fastify'
import { formOf, NotFound, pathOf } from '#web/site.ts'
import { reviewByReference, type Review } from '#register/register.ts'
import type { BrowserSignature } from '../keys.ts'

/** A field of base64 as bytes; empty when it is missing or no base64 at all. */
export function bytesOf(form: Record<string, string>, name: string): Uint8Array {
  return new Uint8Array(Buffer.from(form[name] ?? '', 'base64'))
}

/** The signature that a browser put into the form. Nothing of it is trusted yet. */
export function signatureOf(form: Record<string, string>): BrowserSignature {
  return {
    publicKey: bytesOf(form, 'publicKey'),
    number: Number(form['number']),
    signature: bytesOf(form, 'signature'),
  }
}

/** The review that a request is about, or the page that says nothing of what it hides. */
export async function reviewFor(request: FastifyRequest): Promise<Review> {
  const review = await reviewByReference(request.ctx, pathOf(request, 'reference'))
  if (!review) throw new NotFound()
  return review
}

/** The page to go on to, where the form names one of the workspace's own. */
export function thenOf(request: FastifyRequest, given: string): string | null {
  const path = given || formOf(request)['then'] || ''
  return /^\/workspace\/[A-Za-z0-9/-]+$/.test(path) ? path : null
}

/** Bytes as pages and scripts pass them on. */
export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
