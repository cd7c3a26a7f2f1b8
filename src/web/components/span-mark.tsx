import { classNames, type Content, safeHref } from './params.ts'

/** What a span could give away; the labels of the de-identification guide. */
export type SpanKind = 'PERSON' | 'CODE' | 'LOC' | 'ORG' | 'DEM' | 'DATETIME' | 'QUANTITY' | 'MISC'

/** Each kind in words and in the letters that mark it, since colour alone says nothing to many readers. */
export const spanKinds: Record<SpanKind, { words: string; letters: string }> = {
  PERSON: { words: 'Person', letters: 'Pe' },
  CODE: { words: 'Code or number', letters: 'Co' },
  LOC: { words: 'Place', letters: 'Pl' },
  ORG: { words: 'Organisation', letters: 'Or' },
  DEM: { words: 'Who someone is', letters: 'Wh' },
  DATETIME: { words: 'Date or time', letters: 'Da' },
  QUANTITY: { words: 'Age or count', letters: 'Ag' },
  MISC: { words: 'Other', letters: 'Ot' },
}

/** What has been decided about a span. */
export type SpanState = 'proposed' | 'replaced' | 'kept'

/**
 * A span of a text in the workbench: its kind by letters, edge pattern and colour, its state by line and words.
 * @param href where the span is decided; without it, it is not a link
 */
export const SpanMark = (props: {
  kind: SpanKind
  state: SpanState
  children: Content
  id?: string | undefined
  href?: string | undefined
  selected?: boolean | undefined
  /** What stands in its place once replaced. */
  replacement?: string | undefined
}) => {
  const kind = spanKinds[props.kind]
  const inside = (
    <>
      <span class="tl-span__letters" aria-hidden="true">
        {kind.letters}
      </span>
      <span class="tl-span__words">{props.children}</span>
      {props.replacement && (
        <span class="tl-span__replacement">
          <span aria-hidden="true"> → </span>
          <span class="govuk-visually-hidden"> becomes </span>
          {props.replacement}
        </span>
      )}
      <span class="govuk-visually-hidden">
        {' '}
        ({kind.words}, {props.state})
      </span>
    </>
  )
  const classes = classNames('tl-span', `tl-span--${props.kind.toLowerCase()}`, `tl-span--${props.state}`)
  return props.href ? (
    <a class={classes} id={props.id} href={safeHref(props.href)} aria-current={props.selected ? 'true' : undefined}>
      {inside}
    </a>
  ) : (
    <mark class={classes} id={props.id}>
      {inside}
    </mark>
  )
}

/** What the marks mean. */
export const SpanKey = (props: { kinds?: readonly SpanKind[] | undefined }) => (
  <ul class="tl-span-key" aria-label="Kinds of span">
    {(props.kinds ?? (Object.keys(spanKinds) as SpanKind[])).map((kind) => (
      <li>
        <span class={`tl-span tl-span--${kind.toLowerCase()} tl-span--proposed`}>
          <span class="tl-span__letters" aria-hidden="true">
            {spanKinds[kind].letters}
          </span>
          <span class="tl-span__words">{spanKinds[kind].words}</span>
        </span>
      </li>
    ))}
  </ul>
)
