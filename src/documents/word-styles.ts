/**
 * What Word's named styles mean for the kind of a block (ISO/IEC 29500-1, 17.7), read by the style's name and not by its
 * id, which is translated in other languages' Word.
 */
import { child, elements, type XmlElement } from './xml.ts'

/** What a paragraph or run inherits. Undefined: nothing said. */
export interface StyleTraits {
  name: string
  headingLevel?: number
  isTitle?: boolean
  isQuote?: boolean
  isCaption?: boolean
  isContents?: boolean
  hidden?: boolean
  bold?: boolean
  numberId?: string
  numberLevel?: number
  left?: number
  right?: number
}

export type Styles = (id: string | undefined) => StyleTraits

/** Reads styles.xml; an unknown style has no traits but its id as name. */
export function readStyles(root: XmlElement | undefined): Styles {
  const byId = new Map(elements(root, 'w:style').map((style) => [style.attributes['w:styleId'] ?? '', style]))
  const paragraphDefault = [...byId.values()].find(
    (s) => s.attributes['w:default'] && s.attributes['w:type'] === 'paragraph',
  )
  const cache = new Map<string, StyleTraits>()
  const traitsOf = (id: string, seen: number): StyleTraits => {
    const known = cache.get(id)
    if (known) return known
    const style = byId.get(id)
    const basedOn = child(style, 'w:basedOn')?.attributes['w:val']
    const inherited = basedOn && seen < 30 ? traitsOf(basedOn, seen + 1) : { name: id }
    const traits = { ...inherited, ...ownTraits(style, id) }
    cache.set(id, traits)
    return traits
  }
  return (id) =>
    id === undefined && !paragraphDefault
      ? { name: '' }
      : traitsOf(id ?? paragraphDefault?.attributes['w:styleId'] ?? '', 0)
}

function ownTraits(style: XmlElement | undefined, id: string): StyleTraits {
  const name = child(style, 'w:name')?.attributes['w:val'] ?? id
  const paragraph = child(style, 'w:pPr')
  const run = child(style, 'w:rPr')
  return { name, ...traitsByName(name, id), ...paragraphTraits(paragraph), ...runTraits(run) }
}

function traitsByName(name: string, id: string): Partial<StyleTraits> {
  const heading = /^heading\s*([1-9])$/i.exec(name) ?? /^heading([1-9])$/i.exec(id)
  if (heading) return { headingLevel: Number(heading[1]) }
  if (/^title$/i.test(name)) return { isTitle: true }
  if (/^(subtitle|author|date)$/i.test(name)) return { isTitle: false }
  if (/^toc\s*\d$|^table of figures$/i.test(name)) return { isContents: true }
  if (/quot|^block ?text$/i.test(name)) return { isQuote: true }
  if (/caption$/i.test(name)) return { isCaption: true }
  return {}
}

/** Traits set on a paragraph itself or in a style's paragraph properties. Indents in twentieths of a point. */
export function paragraphTraits(properties: XmlElement | undefined): Partial<StyleTraits> {
  const traits: Partial<StyleTraits> = {}
  const outline = Number(child(properties, 'w:outlineLvl')?.attributes['w:val'] ?? Number.NaN)
  if (outline >= 0 && outline <= 8) traits.headingLevel = outline + 1
  const numberId = child(properties, 'w:numPr', 'w:numId')?.attributes['w:val']
  if (numberId !== undefined) traits.numberId = numberId
  const level = Number(child(properties, 'w:numPr', 'w:ilvl')?.attributes['w:val'] ?? Number.NaN)
  if (level >= 0 && level <= 8) traits.numberLevel = level
  const indent = child(properties, 'w:ind')?.attributes
  const left = Number(indent?.['w:left'] ?? indent?.['w:start'] ?? Number.NaN)
  const right = Number(indent?.['w:right'] ?? indent?.['w:end'] ?? Number.NaN)
  if (!Number.isNaN(left)) traits.left = left
  if (!Number.isNaN(right)) traits.right = right
  return traits
}

/** Traits set on a run itself or in a style's run properties. */
export function runTraits(properties: XmlElement | undefined): Partial<StyleTraits> {
  const traits: Partial<StyleTraits> = {}
  const hidden = toggle(properties, 'w:vanish') ?? toggle(properties, 'w:specVanish')
  if (hidden !== undefined) traits.hidden = hidden
  const bold = toggle(properties, 'w:b')
  if (bold !== undefined) traits.bold = bold
  // Print of two points or less cannot be read: it is hidden by other means.
  const halfPoints = Number(child(properties, 'w:sz')?.attributes['w:val'] ?? Number.NaN)
  if (halfPoints <= 4) traits.hidden = true
  return traits
}

function toggle(properties: XmlElement | undefined, name: string): boolean | undefined {
  const element = child(properties, name)
  return element && !/^(0|false|off)$/.test(element.attributes['w:val'] ?? '1')
}
