import type { Content } from './params.ts'
import { WarningText } from './warning-text.tsx'

/** Browsers that sign with Ed25519, as their makers' release notes say (read November 2026). */
const browsersThatSign = 'Chrome or Edge 137, Firefox 129, Safari 17, or newer ones of these'

/**
 * The part of a form by which its holder's browser signs with the key of one review. The script `/assets/sign.js` fills
 * in `publicKey` and `signature`. Give the submit button `data-signs`.
 * @param text what is signed, byte for byte; `{key}` in it stands for the key itself. Empty where only the key is
 * sent; without it another script signs
 * @param sheetKey base64 of the public key of the key sheet: by it the browser finds the master secret
 * @param publicKey base64 of the key that must be used; without it any key of this keyring and number
 */
export const SigningFields = (props: {
  text?: string | undefined
  sheetKey: string
  reference: string
  holder: string
  number: number
  publicKey?: string | undefined
  /** For a rotation: the number of the next key, and the keyring that it is made from. */
  next?: { number: number; sheetKey: string } | undefined
  /** Shown where this browser cannot sign at all. */
  otherwise?: Content
}) => (
  <>
    <div
      data-signing
      data-text={props.text}
      data-keyring={props.sheetKey}
      data-reference={props.reference}
      data-holder={props.holder}
      data-number={String(props.number)}
      data-public-key={props.publicKey}
      data-new-number={props.next && String(props.next.number)}
      data-new-keyring={props.next?.sheetKey}
      hidden
    />
    <input type="hidden" name="publicKey" value="" />
    <input type="hidden" name="number" value={String(props.number)} />
    <input type="hidden" name="signature" value="" />
    {props.next && (
      <>
        <input type="hidden" name="newKey" value="" />
        <input type="hidden" name="newSignature" value="" />
      </>
    )}
    <noscript>
      <WarningText text="Signing needs JavaScript, because your own browser signs. Switch it on or use another browser." />
    </noscript>
    <div data-when="missing" hidden>
      <WarningText text="Your key is not in this browser." />
      <p class="govuk-body">
        Take out your key sheet and{' '}
        <a class="govuk-link" href="/workspace/keys/restore">
          restore the key in this browser
        </a>
        . Then come back to this page.
      </p>
    </div>
    <div data-when="unable" hidden>
      <WarningText text={`This browser cannot sign. These can: ${browsersThatSign}.`} />
      {props.otherwise}
    </div>
    <p class="govuk-body" role="status" data-sign-status></p>
  </>
)
