/** Changes asked of authors, as they may be published. Pure. */
import type { ClassFigures } from '#authorship/authorship.ts'
import type { ChangeFigure } from '#library/library.ts'
import { leaveOutSmallCounts } from '#trends/trends.ts'

/**
 * Leaves out small counts and what would give one away. Per class: what was asked is what was agreed, refused and imposed,
 * and what still waits, was taken back or fell away, which is not shown by itself.
 */
export function publicFigures(figures: readonly ClassFigures[]): ChangeFigure[] {
  const counts = figures.map(({ asked, agreed, refused, imposed }) => [
    agreed,
    refused,
    imposed,
    asked - agreed - refused - imposed,
  ])
  const shown = leaveOutSmallCounts(counts)
  return figures.map(({ reason }, n) => ({
    reason,
    asked: shown?.rowTotals[n] ?? null,
    agreed: shown?.cells[n]?.[0] ?? null,
    refused: shown?.cells[n]?.[1] ?? null,
    imposed: shown?.cells[n]?.[2] ?? null,
  }))
}
