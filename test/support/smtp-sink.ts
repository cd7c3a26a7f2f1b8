/** A mail server on a socket of this machine that takes mails in, refuses them, or fails as real ones do (RFC 5321). */
import { createServer, type AddressInfo, type Socket } from 'node:net'

/** What it does with the next mails: `cut` takes the whole text and breaks the connection without an answer. */
export type SinkMood = 'accept' | 'refuse' | 'later' | 'cut'

/** A running sink. `mails` are the texts of those it answered 250 to, or took and cut. */
export interface SmtpSink {
  url: string
  mails: string[]
  mood: SinkMood
  close(): Promise<void>
}

/** Starts one on a free port. */
export async function startSmtpSink(): Promise<SmtpSink> {
  const sockets = new Set<Socket>()
  const sink: SmtpSink = { url: '', mails: [], mood: 'accept', close: async () => undefined }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    talk(socket, sink)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  sink.url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
  sink.close = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
  return sink
}

function talk(socket: Socket, sink: SmtpSink): void {
  let waiting = ''
  let inText = false
  const say = (line: string) => socket.write(`${line}\r\n`)
  say('220 sink')
  socket.setEncoding('utf8')
  socket.on('data', (piece: string) => {
    waiting += piece
    for (;;) {
      const end = waiting.indexOf(inText ? '\r\n.\r\n' : '\r\n')
      if (end === -1) return
      const said = waiting.slice(0, end)
      waiting = waiting.slice(end + (inText ? 5 : 2))
      if (inText) {
        inText = false
        sink.mails.push(said)
        if (sink.mood === 'cut') return void socket.destroy()
        say('250 taken')
      } else inText = answer(said, sink, say)
      if (/^QUIT/i.test(said)) socket.end()
    }
  })
}

/** Answers one command. @returns whether the text follows */
function answer(said: string, sink: SmtpSink, say: (line: string) => void): boolean {
  const verb = said.slice(0, 4).toUpperCase()
  if (verb === 'RCPT' && sink.mood === 'refuse') say('550 no such mailbox')
  else if (verb === 'RCPT' && sink.mood === 'later') say('451 try later')
  else if (verb === 'DATA') say('354 go on')
  else say(verb === 'QUIT' ? '221 bye' : '250 ok')
  return verb === 'DATA'
}
