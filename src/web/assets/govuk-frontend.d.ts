/** The package carries no types; this is the part that our island uses. */
declare module 'govuk-frontend' {
  /** Starts every component found in the document. */
  export function initAll(): void
}
