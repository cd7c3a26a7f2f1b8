import { type Content, safeHref } from './params.ts'
import { Tag, type TagParams } from './tag.tsx'

/** Something that waits for the reader, or something found: a card with one link. */
export type WorkCard = {
  title: Content
  href: string
  tag?: TagParams | undefined
  words?: Content
  /** Short facts under it: stage, kind, nation, due date. */
  facts?: readonly { name: string; value: Content }[] | undefined
  /** Past its day: marked by an edge and said in words. */
  late?: boolean | undefined
}

const Card = (props: { card: WorkCard; headingLevel: number }) => {
  const { card } = props
  const Heading = `h${props.headingLevel}` as 'h3'
  return (
    <li class={card.late ? 'tl-card tl-card--late' : 'tl-card'}>
      <div class="tl-card__top">
        <Heading class="tl-card__title">
          <a class="govuk-link" href={safeHref(card.href)}>
            {card.title}
          </a>
        </Heading>
        {card.tag && <Tag {...card.tag} />}
      </div>
      {card.words && <p class="tl-card__words govuk-body">{card.words}</p>}
      {card.late && (
        <p class="tl-card__words tl-card__late govuk-body">
          <strong>Late</strong>
        </p>
      )}
      {card.facts && card.facts.length > 0 && (
        <dl class="tl-card__facts">
          {card.facts.map((fact) => (
            <div class="tl-card__fact">
              <dt>{fact.name}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  )
}

/** A list of cards: what waits for whom, search results, an author's reports. */
export const WorkCards = (props: { cards: readonly WorkCard[]; headingLevel?: 2 | 3 | 4 | undefined }) => (
  <ul class="tl-cards">
    {props.cards.map((card) => (
      <Card card={card} headingLevel={props.headingLevel ?? 3} />
    ))}
  </ul>
)
