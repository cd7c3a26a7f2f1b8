/**
 * Makes Word and PDF files for tests, whole or spoiled, byte by byte: so that a test shows what is in its file.
 */
import { strToU8, zipSync } from 'fflate'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const namespaces = [
  `xmlns:w="${W}"`,
  `xmlns:r="${R}"`,
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
].join(' ')

const mainType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'

/** The content types part of a Word file; `type` is that of its main part. */
export function contentTypes(type = mainType): string {
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`
}

/** Wraps the content of a part in its root element, e.g. `part('styles', '<w:style …/>')`. */
export function part(root: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><w:${root} ${namespaces}>${content}</w:${root}>`
}

/** A Word file of these parts; the body is the content of `w:body`. A part given as undefined is left out. */
export function wordFile(body: string, parts: Record<string, string | undefined> = {}): Uint8Array {
  const all = {
    '[Content_Types].xml': contentTypes(),
    'word/document.xml': part('document', `<w:body>${body}</w:body>`),
    ...parts,
  }
  const files = Object.entries(all).filter(([, content]) => content !== undefined)
  return zipSync(Object.fromEntries(files.map(([name, content]) => [name, strToU8(content ?? '')])))
}

/** A paragraph with one run; `properties` is the content of `w:pPr`. */
export function paragraph(text: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
}

/** A PDF whose pages draw these content streams in Helvetica (F1) and its bold (F2); `extra` goes into the trailer. */
export function pdfFile(
  pages: string[],
  extra: { trailer?: string; page?: string; objects?: string[] } = {},
): Uint8Array {
  const fonts = '<< /F1 3 0 R /F2 4 0 R >>'
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '']
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>')
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>')
  const image = `<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\nstream\n0\nendstream`
  objects.push(image)
  objects.push(...(extra.objects ?? []))
  const kids = pages.map((content) => {
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`)
    const resources = `<< /Font ${fonts} /XObject << /Im1 5 0 R >> >>`
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources ${resources} /Contents ${objects.length} 0 R ${extra.page ?? ''} >>`,
    )
    return `${objects.length} 0 R`
  })
  objects[1] = `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} >>`
  let file = '%PDF-1.7\n'
  const offsets = objects.map((object, i) => {
    const at = file.length
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  file += offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${extra.trailer ?? ''} >>\nstartxref\n${start}\n%%EOF\n`
  return Uint8Array.from(Buffer.from(file, 'latin1'))
}

/** Draws one line of text: `size` and place in points from the page's lower left corner. */
export function drawText(text: string, x: number, y: number, size = 11, font: 'F1' | 'F2' = 'F1'): string {
  return `BT /${font} ${size} Tf ${x} ${y} Td (${text.replace(/[\\()]/g, '\\$&')}) Tj ET\n`
}

/** Draws the one-point picture over a whole page, as a scanner does. */
export const drawScan = 'q 595 0 0 842 0 0 cm /Im1 Do Q\n'
