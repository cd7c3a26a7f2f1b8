import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderTransport, mailsInFolder } from '#platform/mail-transports.ts'
import { readMail } from './eml.ts'

test.each([
  ['plain ASCII', 'A subject', 'One line\nanother: =3D is not a code\n\n.dot'],
  [
    'a long subject beyond ASCII',
    'Ein Rückblick – über “Łukasz” and what nobody asked about for years, again 😀',
    'Über 100 %, “quoted” = '.repeat(20),
  ],
  ['mostly beyond ASCII', '安全', '安全保護。'.repeat(60)],
])('reads what the folder transport writes: %s', async (_name, subject, text) => {
  const folder = await mkdtemp(join(tmpdir(), 'mail-'))
  try {
    const mail = { messageId: '<one@throughline.example>', to: 'someone@example.org', subject, text, headers: {} }
    for (const html of [null, `<p>${text}</p>`]) {
      const messageId = `<${html ? 'two' : 'one'}@throughline.example>`
      await folderTransport(folder, 'Throughline <bulletins@example.org>').handOver({ ...mail, messageId, html })
    }
    const read = (await mailsInFolder(folder, 10)).map(({ raw }) => readMail(raw))
    expect(read).toHaveLength(2)
    for (const one of read) {
      expect(one).toMatchObject({ to: 'someone@example.org', subject })
      expect(one.text).toBe(text.trimEnd())
      expect(one.date).toBeInstanceOf(Date)
    }
    expect(read.filter((one) => one.html?.trimEnd() === `<p>${text}</p>`)).toHaveLength(1)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a damaged file gives empty fields, not an error', () => {
  expect(readMail('')).toEqual({ to: '', subject: '', date: null, text: '', html: null })
  expect(readMail('Content-Type: multipart/alternative\n\nx').text).toBe('')
})
