/**
 * Reads a Word file (.docx, ISO/IEC 29500) by walking its own parts.
 *
 * Not through a converter to HTML: those keep hidden text, settle tracked changes silently and drop headers and footers
 * (measured on the reports this was built for), and a report's text must not be settled by a machine.
 */
import { openArchive, type Archive } from './archive.ts'
import type { Found, Parsed, Progress } from './blocks.ts'
import { ImportRefused } from './refusals.ts'
import { cleanText } from './text.ts'
import { addStrayComments, noteTrackedChanges, readBody } from './word-body.ts'
import { readPlain } from './word-inline.ts'
import { readNumbering } from './word-numbering.ts'
import { addUnread, type Relationship, type WordReading } from './word-reading.ts'
import { readStyles } from './word-styles.ts'
import { child, elements, readXml, textOf, type XmlElement } from './xml.ts'

/**
 * Reads a whole Word file.
 * @throws ImportRefused where the archive or its parts are damaged or unsafe
 */
export function readWord(bytes: Uint8Array, onProgress: Progress): Parsed {
  onProgress(0, 'Opening the Word file')
  const archive = openArchive(bytes)
  const main = mainPart(archive)
  const document = part(archive, main)
  const body = child(document, 'w:body')
  if (document?.name !== 'w:document' || !body) throw new ImportRefused('damaged')
  const reading = startReading(archive, main)
  readBody(reading, body, onProgress)
  addStrayComments(reading)
  noteTrackedChanges(reading)
  const pages = readProperties(archive, reading.found)
  readHeadersAndFooters(archive, reading)
  readExtras(archive, reading)
  return { blocks: reading.blocks, unread: reading.unread, found: reading.found, ...(pages ? { pages } : {}) }
}

function part(archive: Archive, name: string): XmlElement | undefined {
  const bytes = archive.part(name)
  return bytes && readXml(bytes)
}

function mainPart(archive: Archive): string {
  const relationships = readRelationships(archive, '_rels/.rels')
  const main =
    [...relationships.values()].find((r) => r.type.endsWith('/officeDocument'))?.target ?? 'word/document.xml'
  return main.replace(/^\//, '')
}

function startReading(archive: Archive, main: string): WordReading {
  const folder = main.replace(/[^/]*$/, '')
  const styles = readStyles(part(archive, `${folder}styles.xml`))
  return {
    styles,
    numbering: readNumbering(part(archive, `${folder}numbering.xml`), styles),
    relationships: readRelationships(archive, `${folder}_rels/${main.slice(folder.length)}.rels`),
    comments: readComments(part(archive, `${folder}comments.xml`)),
    notes: {
      footnote: readNotes(part(archive, `${folder}footnotes.xml`), 'w:footnote'),
      endnote: readNotes(part(archive, `${folder}endnotes.xml`), 'w:endnote'),
    },
    noteCount: { footnote: 0, endnote: 0 },
    fields: [],
    blocks: [],
    unread: [],
    found: [],
    waiting: [],
    tables: 0,
    heading: '',
    inside: undefined,
  }
}

function readRelationships(archive: Archive, name: string): Map<string, Relationship> {
  return new Map(
    elements(part(archive, name)).map(({ attributes }) => [
      attributes['Id'] ?? '',
      {
        type: attributes['Type'] ?? '',
        target: attributes['Target'] ?? '',
        external: attributes['TargetMode'] === 'External',
      },
    ]),
  )
}

function readComments(root: XmlElement | undefined) {
  return new Map(
    elements(root, 'w:comment').map((comment) => {
      const by = comment.attributes['w:author'] ?? comment.attributes['w:initials'] ?? ''
      return [comment.attributes['w:id'] ?? '', { text: readPlain(comment), by }] as const
    }),
  )
}

function readNotes(root: XmlElement | undefined, name: string): Map<string, XmlElement> {
  const real = elements(root, name).filter((note) => /^(normal)?$/.test(note.attributes['w:type'] ?? ''))
  return new Map(real.map((note) => [note.attributes['w:id'] ?? '', note]))
}

const propertyNames: Record<string, string> = {
  title: 'Title',
  subject: 'Subject',
  creator: 'Author',
  lastModifiedBy: 'Last changed by',
  keywords: 'Keywords',
  description: 'Comments',
  category: 'Category',
  contentStatus: 'Status',
  created: 'Created',
  modified: 'Changed',
  lastPrinted: 'Last printed',
  revision: 'Revision',
}

/** Word's own statistics, which say nothing about a person. */
const statistics =
  /^(Pages|Words|Characters|CharactersWithSpaces|Lines|Paragraphs|DocSecurity|ScaleCrop|LinksUpToDate|SharedDoc|HyperlinksChanged|AppVersion|TitlesOfParts|HeadingPairs|TotalTime)$/

/** File properties: authors, titles, companies. @returns the number of pages that Word last counted, if any */
function readProperties(archive: Archive, found: Found[]): number | undefined {
  const add = (name: string, text: string) => {
    if (cleanText(text) !== '')
      found.push({ kind: 'property', where: `file properties: ${name}`, text: cleanText(text) })
  }
  const local = (element: XmlElement) => element.name.replace(/^.*:/, '')
  for (const property of elements(part(archive, 'docProps/core.xml')))
    add(propertyNames[local(property)] ?? local(property), textOf(property))
  const application = elements(part(archive, 'docProps/app.xml'))
  for (const property of application) if (!statistics.test(local(property))) add(local(property), textOf(property))
  for (const property of elements(part(archive, 'docProps/custom.xml')))
    add(cleanText(property.attributes['name'] ?? 'custom'), textOf(property))
  for (const variable of elements(child(part(archive, 'word/settings.xml'), 'w:docVars')))
    add(cleanText(variable.attributes['w:name'] ?? 'variable'), variable.attributes['w:val'] ?? '')
  for (const person of elements(part(archive, 'word/people.xml'))) add('Person', person.attributes['w15:author'] ?? '')
  const pages = Number(
    textOf(application.find((p) => local(p) === 'Pages') ?? { name: '', attributes: {}, children: [] }),
  )
  return pages > 0 ? pages : undefined
}

function readHeadersAndFooters(archive: Archive, reading: WordReading) {
  const seen = new Set<string>()
  for (const name of archive.names) {
    const kind = /^word\/(header|footer)\d*\.xml$/.exec(name)?.[1]
    const root = kind && part(archive, name)
    const text = root ? cleanText(readPlain(root)) : ''
    if (text === '' || seen.has(`${kind} ${text}`)) continue
    seen.add(`${kind} ${text}`)
    reading.found.push({ kind: kind === 'header' ? 'header' : 'footer', where: `${kind} of the pages`, text })
  }
}

/** Whatever else the archive carries: embedded files, data, links to other files. */
function readExtras(archive: Archive, reading: WordReading) {
  for (const name of archive.names) {
    const file = cleanText(name.replace(/^.*\//, ''))
    if (/^word\/(embeddings|activeX)\/[^/]+$/.test(name))
      reading.found.push({ kind: 'attachment', where: 'inside the file', text: file })
    if (/^customXml\/item\d+\.xml$/.test(name)) {
      const root = part(archive, name)
      const text = root ? cleanText(textOf(root)) : ''
      if (text !== '') reading.found.push({ kind: 'property', where: 'data stored in the file', text })
    }
    if (/^word\/afchunk|^word\/.*\.(html?|rtf|mht)$/i.test(name))
      addUnread(reading, `Another file inside: ${file}`, 'in the file')
  }
  for (const settings of ['word/_rels/settings.xml.rels', 'word/_rels/document.xml.rels']) {
    for (const { external, type, target } of readRelationships(archive, settings).values()) {
      if (external && !type.endsWith('/hyperlink'))
        reading.found.push({
          kind: 'link',
          where: `${cleanText(type.replace(/^.*\//, ''))} outside the file`,
          text: cleanText(target),
        })
    }
  }
}
