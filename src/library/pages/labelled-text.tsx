import { Replaced } from '#web/components/reading.tsx'

/** Words with the labels among them marked as on the reading page, where text is shown outside it. */
export const LabelledText = (props: { text: string }) => (
  <>
    {props.text
      .split(/(⟦[^⟧]*⟧)/)
      .map((piece) =>
        piece.startsWith('⟦') ? <Replaced removed={piece === '⟦removed⟧'}>{piece.slice(1, -1)}</Replaced> : piece,
      )}
  </>
)
