import { classNames, type Content, safeHref } from './params.ts'

/** One entry of a page's contents; `id` is the heading's. `level` 2 stands under the level 1 before it. */
export type ContentsEntry = { id: string; text: Content; number?: string | undefined; level?: 1 | 2 | undefined }

/**
 * Contents of a long page. Beside the text and always open on a wide screen (the style sheet sees to that), closed
 * above it on a phone, left out in print. Opens and closes without scripts.
 */
export const Contents = (props: { entries: readonly ContentsEntry[]; title?: string | undefined }) => (
  <nav class="tl-contents" aria-label={props.title ?? 'Contents'} data-follows-reading="">
    <details class="tl-contents__details">
      <summary class="tl-contents__title">{props.title ?? 'Contents'}</summary>
      <ol class="tl-contents__list">
        {props.entries.map((entry) => (
          <li class={classNames('tl-contents__entry', entry.level === 2 && 'tl-contents__entry--under')}>
            <a class="tl-contents__link" href={`#${encodeURIComponent(entry.id)}`}>
              {entry.number && <span class="tl-contents__number">{entry.number} </span>}
              {entry.text}
            </a>
          </li>
        ))}
      </ol>
    </details>
  </nav>
)

/** A long text with its contents beside it. Use on a page of full width. */
export const ReadingLayout = (props: { contents?: Content; children: Content }) => (
  <div class="tl-reading">
    {props.contents && <div class="tl-reading__side">{props.contents}</div>}
    <div class="tl-reading__text">{props.children}</div>
  </div>
)

/** The text of a report: headings, paragraphs, lists and quotations in it need no classes of their own. */
export const Prose = (props: { children: Content; lang?: string | undefined }) => (
  <div class="tl-prose" lang={props.lang}>
    {props.children}
  </div>
)

/** A paragraph with its number, which is the link to it. */
export const NumberedParagraph = (props: { id: string; number: string; children: Content }) => (
  <div class="tl-para" id={props.id}>
    <a class="tl-para__number" href={`#${encodeURIComponent(props.id)}`}>
      <span class="govuk-visually-hidden">Paragraph </span>
      {props.number}
    </a>
    <p class="tl-para__text">{props.children}</p>
  </div>
)

/**
 * Words that stand in place of the author's own. Marked by underline, ground and weight, and said to screen readers.
 * @param removed nothing could stand in its place: marked differently from a replacement
 */
export const Replaced = (props: { children: Content; removed?: boolean | undefined }) => (
  <span class={classNames('tl-replaced', props.removed && 'tl-replaced--removed')}>
    <span class="govuk-visually-hidden">{props.removed ? 'removed: ' : 'replaced: '}</span>
    {props.children}
  </span>
)

/** Says how replacements look; stands above a text that has some. */
export const ReplacementKey = () => (
  <p class="govuk-body-s tl-replacement-key">
    Words marked <span class="tl-replaced">like this</span> stand in place of the author’s own, to protect people. Words
    marked <span class="tl-replaced tl-replaced--removed">like this</span> were taken out. Everything else is as the
    author submitted it.
  </p>
)

/** How to cite the page, with its address, on screen and in print. */
export const Citation = (props: { children: Content; href: string }) => (
  <div class="tl-citation">
    <h2 class="govuk-heading-s">Cite this</h2>
    <p class="govuk-body">{props.children}</p>
    <p class="govuk-body tl-citation__address">
      <a class="govuk-link" href={safeHref(props.href)}>
        {props.href}
      </a>
    </p>
  </div>
)

/** Prints the page; shown only where scripts run, since a browser's own menu prints too. */
export const PrintButton = (props: { text?: string | undefined }) => (
  <button type="button" class="govuk-button govuk-button--secondary tl-print-button" data-prints="" hidden>
    {props.text ?? 'Print this page'}
  </button>
)
