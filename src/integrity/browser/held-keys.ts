/**
 * The master secrets that this browser keeps, in IndexedDB, as keys that can be used and not be read. Browsers clear such
 * storage when they like: the key sheet brings a master back, so that this is a convenience and never the only copy.
 */

const DATABASE = 'throughline-keys'
const MASTERS = 'masters'

/** Keeps a master by the public key of its key sheet, base64. */
export async function keepMaster(sheetKey: string, master: CryptoKey): Promise<void> {
  await request('readwrite', (masters) => masters.put(master, sheetKey))
}

/** The master of a key sheet; null when this browser does not have it. */
export async function heldMaster(sheetKey: string): Promise<CryptoKey | null> {
  const found: unknown = await request('readonly', (masters) => masters.get(sheetKey))
  return found instanceof CryptoKey ? found : null
}

/** Forgets a master, on a computer that others use too. */
export async function forgetMaster(sheetKey: string): Promise<void> {
  await request('readwrite', (masters) => masters.delete(sheetKey))
}

async function request(mode: IDBTransactionMode, ask: (masters: IDBObjectStore) => IDBRequest): Promise<unknown> {
  const database = await opened()
  try {
    const transaction = database.transaction(MASTERS, mode)
    const answer = ask(transaction.objectStore(MASTERS))
    // Kept only when the transaction is complete: an answer alone may still be rolled back.
    await new Promise<void>((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve())
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('aborted')))
    })
    return answer.result
  } finally {
    database.close()
  }
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1)
    opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(MASTERS))
    opening.addEventListener('success', () => resolve(opening.result))
    opening.addEventListener('error', () => reject(opening.error ?? new Error('this browser keeps nothing')))
  })
}
