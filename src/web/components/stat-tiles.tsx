import { type Content, safeHref } from './params.ts'

/** One number with what it counts. A suppressed count is words: "fewer than 5". */
export type StatTile = { value: Content; label: Content; note?: Content; href?: string | undefined }

/** Numbers at a glance. */
export const StatTiles = (props: { tiles: readonly StatTile[] }) => (
  <dl class="tl-tiles">
    {props.tiles.map((tile) => (
      <div class="tl-tiles__tile">
        <dt class="tl-tiles__label">
          {tile.href ? (
            <a class="govuk-link govuk-link--no-visited-state" href={safeHref(tile.href)}>
              {tile.label}
            </a>
          ) : (
            tile.label
          )}
        </dt>
        <dd class="tl-tiles__value">{tile.value}</dd>
        {tile.note && <dd class="tl-tiles__note">{tile.note}</dd>}
      </div>
    ))}
  </dl>
)
