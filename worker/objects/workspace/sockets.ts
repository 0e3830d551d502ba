/** The reps' sockets. The object may sleep while they are open: what is to be known of one is its tag, the id of its key or rep. */

/** In: the messages, and who hears them. */
export function tell(sockets: WebSocket[], messages: string[]): void {
  for (const text of messages) {
    for (const socket of sockets) send(socket, text);
  }
}

/** Ends sockets whose holder may no longer listen (1008: a policy's end, not an accident). */
export function hangUp(sockets: WebSocket[]): void {
  for (const socket of sockets) socket.close(1008, 'revoked');
}

/** A slow or dead client is dropped, not awaited. */
function send(socket: WebSocket, text: string): void {
  try {
    socket.send(text);
  } catch {
    socket.close(1011, 'unreachable');
  }
}
