/**
 * Thrown while starting when the machine, not the code, is at fault. The message is written for the person at the
 * keyboard and says what to do: print it as it stands, without a stack trace.
 */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
}
